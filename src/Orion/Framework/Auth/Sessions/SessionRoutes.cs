namespace Orion.Framework.Auth.Sessions;

/// <summary>What can be done with sessions once they have begun: the same on every face.</summary>
public static class SessionRoutes
{
    /// <summary>Adds them to the routes of a face.</summary>
    public static void AddSessions(this FaceRoutes routes)
    {
        routes.Pages.Post("/logout", Leave).Public().OwnTransactions();
        routes.Pages.Delete("/account/sessions", EndAll).Requires(Principal.Own).OwnTransactions();
        routes.Pages.Delete("/account/sessions/{id:guid}", EndOne).Requires(Principal.Own).OwnTransactions();
        routes.Api.Post("/auth/refresh", Refresh).Public().OwnTransactions().Describe("Trade a refresh token for new tokens; each is good once.");
        routes.Api.Post("/auth/logout", End).Public().OwnTransactions().Describe("End the session of a refresh token.");
        routes.Api.Get("/auth/sessions", List).Requires(Principal.Own).Describe("Where one is signed in.");
        routes.Api.Delete("/auth/sessions", EndAll).Requires(Principal.Own).OwnTransactions()
            .Describe("Sign out everywhere, here too; with keep=current everywhere else.");
        routes.Api.Delete("/auth/sessions/{id:guid}", EndOne).Requires(Principal.Own).OwnTransactions().Describe("End one of one's own sessions.");
    }

    /// <summary>Where the person goes who has just signed out.</summary>
    private static string Outside(RequestContext request) => request.Href.To(request.Face, request.Face == Face.Shop ? "/" : "/login");

    private static async Task<Answer<SignedOut>> Leave(
        IEnumerable<ISessionStore> stores, RequestContext request, PrincipalCache principals, CancellationToken stop)
    {
        if (request.Principal.SessionId is var own && own != Guid.Empty) await new EndOwnSessions(own).RunAsync(stores, request, principals, stop);
        return SignedOutHere(request);
    }

    private static async Task<Answer<SignedOut>> EndAll(
        string? keep, IEnumerable<ISessionStore> stores, RequestContext request, PrincipalCache principals, CancellationToken stop)
    {
        if (keep is not (null or "current"))
            return Refusal.Invalid("keep", "Only 'current' can be kept; leave it out to sign out everywhere, here too.");
        var outcome = await new EndOwnSessions(KeepsThisOne: keep is not null).RunAsync(stores, request, principals, stop);
        if (request.Door == Door.Api) return new Answer<SignedOut>(outcome).WithStatus(StatusCodes.Status204NoContent);
        return keep is null
            ? SignedOutHere(request)
            : new Answer<SignedOut>(outcome).Then(request.Href.To(request.Face, "/account"), "You are signed out everywhere else.");
    }

    private static async Task<Answer<SignedOut>> EndOne(
        Guid id, IEnumerable<ISessionStore> stores, RequestContext request, PrincipalCache principals, CancellationToken stop)
    {
        var outcome = await new EndOwnSessions(id).RunAsync(stores, request, principals, stop);
        if (request.Door == Door.Api) return new Answer<SignedOut>(outcome).WithStatus(StatusCodes.Status204NoContent);
        return outcome.Refusal is null && id == request.Principal.SessionId
            ? SignedOutHere(request)
            : new Answer<SignedOut>(outcome).Then(request.Href.To(request.Face, "/account"), "That session has ended.");
    }

    private static async Task<Answer<SignedIn>> Refresh(
        RefreshSession refresh, IEnumerable<ISessionStore> stores, RequestContext request, IEnumerable<IPrincipalSource> sources, AccessTokens tokens,
        CancellationToken stop) => new(await refresh.RunAsync(stores, request, sources, tokens, stop));

    private static async Task<Answer<SignedOut>> End(
        EndSession end, IEnumerable<ISessionStore> stores, RequestContext request, CancellationToken stop) =>
        new Answer<SignedOut>(await end.RunAsync(stores, request, stop)).WithStatus(StatusCodes.Status204NoContent);

    private static async Task<Answer<ListSessions.Result>> List(
        IEnumerable<ISessionStore> stores, RequestContext request, CancellationToken stop) =>
        new(await new ListSessions().RunAsync(stores, request, stop));

    private static Answer<SignedOut> SignedOutHere(RequestContext request) => request.Principal is SupportPrincipal
        ? new Answer<SignedOut>(new SignedOut())
            .Cookie(CookieNames.Support(request), null, null).Leaving().Then(request.Href.Store(AccessMiddleware.SupportEnded))
        : new Answer<SignedOut>(new SignedOut())
            .Cookie(CookieNames.Session(request), null, null).Leaving().Then(Outside(request), "You are signed out.");
}
