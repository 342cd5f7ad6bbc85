using Carter;

namespace Orion.Features.Audit;

/// <summary>Everybody's log in the console.</summary>
public sealed class AuditAdmin : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var log = app.Admin("audit").Requires("activity.view");
        log.Get("/audit", Browse).Describe("What was done in all stores and the installation, newest first. Filters: actor, entity, action, from, to.");
        log.Get("/audit/{id:guid}", Show).Describe("One entry, with what changed before and after.");
        log.Pages.Get("/audit/export", Export).Requires("activity.export");
    }

    private static async Task<Answer<BrowseAudit.Result>> Browse(
        [AsParameters] BrowseAudit browse, PlatformDb db, RequestContext request, CancellationToken stop) =>
        new(await browse.RunAsync(db, request, stop), m => AuditConsolePage.Create(new AuditView(m, browse)), m => _AuditList.Create(new AuditView(m, browse)));

    private static async Task<Answer<BrowseAudit.Row>> Show(Guid id, PlatformDb db, RequestContext request, CancellationToken stop) =>
        new(await new ShowAuditEntry(id).RunAsync(db, request, stop), m => AuditEntryConsolePage.Create(m));

    private static Task<IResult> Export([AsParameters] BrowseAudit browse, PlatformDb db, RequestContext request, CancellationToken stop) =>
        ExportAudit.RunAsync(browse, db, request, stop);
}
