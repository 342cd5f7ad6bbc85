using Carter;

namespace Orion.Features.Audit;

/// <summary>A store's own log in its dashboard.</summary>
public sealed class AuditStore : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var log = app.Store("audit").Requires("audit.view");
        log.Get("/audit", Browse).Describe("What was done in the store, newest first. Filters: actor, entity, action, from, to.");
        log.Get("/audit/{id:guid}", Show).Describe("One entry, with what changed before and after.");
        log.Pages.Get("/audit/export", Export).Requires("audit.export");
    }

    private static async Task<Answer<BrowseAudit.Result>> Browse(
        [AsParameters] BrowseAudit browse, OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await browse.RunAsync(db, request, stop), m => AuditPage.Create(new AuditView(m, browse)), m => _AuditList.Create(new AuditView(m, browse)));

    private static async Task<Answer<BrowseAudit.Row>> Show(Guid id, OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await new ShowAuditEntry(id).RunAsync(db, request, stop), m => AuditEntryPage.Create(m));

    private static Task<IResult> Export([AsParameters] BrowseAudit browse, OrionDb db, RequestContext request, CancellationToken stop) =>
        ExportAudit.RunAsync(browse, db, request, stop);
}
