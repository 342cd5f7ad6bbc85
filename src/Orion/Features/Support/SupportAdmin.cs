using Carter;
using Orion.Features.Support.Console;
using Orion.Framework.Auth;
using Orion.Framework.Jobs;

namespace Orion.Features.Support;

/// <summary>Support access at the console: asking for it, entering, ending it.</summary>
public sealed class SupportAdmin : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var support = app.Admin("support").Requires(SupportModule.View);
        support.Get("/support", List).Describe("Support access to all stores, newest first.");
        support.Get("/stores/{id:guid}/support", Show).Describe("Support access to one store.");
        support.Requires(SupportModule.Request);
        support.Post("/stores/{id:guid}/support", Ask).Form(Show).Describe("Ask a store's owners for access, as one of its team.");
        support.Delete("/stores/{id:guid}/support/{access:guid}", End).Form(Show).Describe("End an access, or take a request back.");
        support.Post("/stores/{id:guid}/support/{access:guid}/entry", Prepare).Form(Show).Describe("A ticket for entering the store once, within two minutes.");
        support.Requires(SupportModule.BreakGlass);
        support.Pages.Get("/stores/{id:guid}/support/break-glass", AskBreak);
        support.Post("/stores/{id:guid}/support/break-glass", Break).Form(AskBreak).Describe("Take access without consent, for a written reason and 30 minutes.");
    }

    private static async Task<Answer<ListSupport.Result>> List(PlatformDb db, RequestContext request, CancellationToken stop) =>
        new(await new ListSupport().RunAsync(db, request, stop), m => SupportPage.Create(m));

    private static async Task<Answer<ListSupport.Result>> Show(Guid id, PlatformDb db, RequestContext request, CancellationToken stop) =>
        new(await new ListSupport(id).RunAsync(db, request, stop), m => StoreSupportPage.Create(m));

    private static async Task<Answer<SupportRow>> Ask(
        Guid id, AskForSupport ask, PlatformDb db, RequestContext request, Outbox outbox, CancellationToken stop) =>
        Done(await ask.RunAsync(id, db, request, outbox, stop), id, request, "The owners are asked.").Created(Home(request, id));

    private static async Task<Answer<ListSupport.Result>> AskBreak(Guid id, PlatformDb db, RequestContext request, CancellationToken stop) =>
        new(await new ListSupport(id).RunAsync(db, request, stop), m => BreakGlassPage.Create(m));

    private static async Task<Answer<SupportRow>> Break(
        Guid id, BreakGlass take, PlatformDb db, RequestContext request, Outbox outbox, CancellationToken stop) =>
        Done(await take.RunAsync(id, db, request, outbox, stop), id, request, "You have access for 30 minutes. The owners are told.").Created(Home(request, id));

    private static async Task<Answer<SupportRow>> End(
        Guid id, Guid access, PlatformDb db, RequestContext request, PrincipalCache principals, CancellationToken stop) =>
        Done(await new EndSupport(access).RunAsync(id, db, request, principals, stop), id, request, "It is over.");

    private static async Task<Answer<PrepareEntry.Result>> Prepare(
        Guid id, Guid access, PlatformDb db, RequestContext request, ITenantStore stores, StoreAddress addresses, CancellationToken stop) =>
        new(await new PrepareEntry(access).RunAsync(id, db, request, stores, addresses, stop), m => EntryReadyPage.Create(m));

    private static Answer<SupportRow> Done(Outcome<SupportRow> outcome, Guid store, RequestContext request, string saying) =>
        new Answer<SupportRow>(outcome).Then(request.Href.Admin($"/stores/{store}/support"), saying);

    private static string Home(RequestContext request, Guid store) => request.Href.Api(Face.Admin, $"/stores/{store}/support");
}
