using Carter;
using Orion.Features.Support.Consent;
using Orion.Features.Support.Entry;
using Orion.Framework.Auth;
using Orion.Framework.Jobs;

namespace Orion.Features.Support;

/// <summary>Support access in the store: the merchant's word on it, and the door by which support comes in.</summary>
public sealed class SupportStore : ICarterModule
{
    private const string Home = "/settings/support";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        Map(app.Store("support").Pages, Home);
        Map(app.Store("support").Api, "/support-access");

        var door = app.Store("support").Public();
        door.Pages.Get("/support-entry", Knock);
        door.Pages.Post("/support-entry", EnterPages).Form(Knock).OwnTransactions();
        door.Api.Post("/auth/support", Enter).OwnTransactions().Describe("Enter the store with a ticket of the console; there is no refresh token.");
        door.Pages.Get(AccessMiddleware.SupportEnded, Over);
    }

    private static void Map(FaceRoutes routes, string at)
    {
        routes.Requires("support-access.view").Get(at, List).Describe("Who of support asked for access, and who had it.");
        routes.Requires(SupportModule.Decide);
        routes.Post(at + "/{id:guid}/approval", Allow).Form(List).Describe("Allow an access for 1, 4 or 24 hours.");
        routes.Post(at + "/{id:guid}/refusal", Decline).Form(List).Describe("Decline a request.");
        routes.Delete(at + "/{id:guid}", Stop).Form(List).Describe("End an access; whoever is inside is out within seconds.");
    }

    private static async Task<Answer<ListSupportAccess.Result>> List(OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await new ListSupportAccess().RunAsync(db, request, stop), m => SupportAccessPage.Create(m), m => _SupportAccess.Create(m));

    private static async Task<Answer<SupportRow>> Allow(
        Guid id, AllowSupport allow, OrionDb db, RequestContext request, Outbox outbox, CancellationToken stop) =>
        Done(await allow.RunAsync(id, db, request, outbox, stop), request, "Allowed. You can end it here at any time.");

    private static async Task<Answer<SupportRow>> Decline(Guid id, OrionDb db, RequestContext request, Outbox outbox, CancellationToken stop) =>
        Done(await new DeclineSupport().RunAsync(id, db, request, outbox, stop), request, "Declined. They are told.");

    private static async Task<Answer<SupportRow>> Stop(
        Guid id, OrionDb db, PlatformDb platform, RequestContext request, PrincipalCache principals, CancellationToken stop) =>
        Done(await new StopSupport().RunAsync(id, db, platform, request, principals, stop), request, "Ended. Whoever was inside is out within seconds.");

    private static Answer<SupportRow> Done(Outcome<SupportRow> outcome, RequestContext request, string saying) =>
        new Answer<SupportRow>(outcome).Then(request.Href.Store(Home), saying);

    private static async Task<Answer<EntryForm>> Knock(string? ticket, PlatformDb db, RequestContext request, CancellationToken stop)
    {
        ticket ??= request.Form.Value("ticket");
        var grant = await SupportTicket.FindAsync(ticket, request.Store.Id, db, request, stop);
        return new(new EntryForm(ticket, grant is null ? null : SupportRow.Of(grant, request)), m => EntryPage.Create(m));
    }

    private static async Task<Answer<SignedIn>> EnterPages(
        EnterStore enter, PlatformDb db, RequestContext request, AccessTokens tokens, CancellationToken stop)
    {
        var outcome = await enter.RunAsync(db, request, tokens, stop);
        return new Answer<SignedIn>(outcome)
            .Cookie(CookieNames.Support(request), outcome.Value?.AccessToken, TimeSpan.FromSeconds(outcome.Value?.ExpiresIn ?? 0)).Then(request.Href.Store());
    }

    private static async Task<Answer<SignedIn>> Enter(
        EnterStore enter, PlatformDb db, RequestContext request, AccessTokens tokens, CancellationToken stop) =>
        new(await enter.RunAsync(db, request, tokens, stop));

    private static Answer<SupportOver> Over(RequestContext request, StoreAddress addresses) =>
        new(new SupportOver(addresses.ConsoleOf(request.Store.Platform.PrimaryHost) + "/support"), m => SupportOverPage.Create(m));
}
