using Orion.Framework.Auth;

namespace Orion.Features.Core.Sessions;

/// <summary>Signing in and out, the same for the dashboard and for the console.</summary>
internal static class SignInRoutes
{
    public static void AddSignIn(this FaceRoutes routes)
    {
        var open = routes.Public();
        open.Pages.Get("/login", Show);
        open.Pages.Post("/login", EnterPages).Form(Show).OwnTransactions();
        open.Pages.Post("/logout", Leave).OwnTransactions();
        open.Api.Post("/auth/login", Enter).OwnTransactions().Describe("Sign in with e-mail and password.");
        open.Api.Post("/auth/refresh", Refresh).OwnTransactions().Describe("Trade a refresh token for new tokens; each is good once.");
        open.Api.Post("/auth/logout", End).OwnTransactions().Describe("End the session of a refresh token.");
    }

    private static Answer<LoginForm> Show(string? next, RequestContext request)
    {
        var form = LoginForm.For(request, next);
        var answer = new Answer<LoginForm>(form, m => LoginPage.Create(m));
        return request.Principal == Principal.Nobody ? answer : answer.Then(form.Next);
    }

    private static async Task<Answer<SignedIn>> EnterPages(
        SignIn signIn, string? next, PlatformDb db, RequestContext request, SignInCheck check, AccessTokens tokens, CancellationToken stop)
    {
        var outcome = await signIn.RunAsync(db, request, check, tokens, stop);
        return new Answer<SignedIn>(outcome)
            .Cookie(CookieNames.Session(request), outcome.Value?.AccessToken, AccessTokens.PageLife)
            .Then(LoginForm.For(request, next).Next);
    }

    private static async Task<Answer<SignedOut>> Leave(
        PlatformDb db, RequestContext request, PrincipalCache principals, CancellationToken stop)
    {
        await EndSession.OwnAsync(db, request, stop);
        principals.Forget(request.Face, request.Principal);
        return new Answer<SignedOut>(new SignedOut())
            .Cookie(CookieNames.Session(request), null, null)
            .Then(request.Href.To(request.Face, "/login"), "You are signed out.");
    }

    private static async Task<Answer<SignedIn>> Enter(
        SignIn signIn, PlatformDb db, RequestContext request, SignInCheck check, AccessTokens tokens, CancellationToken stop) =>
        new(await signIn.RunAsync(db, request, check, tokens, stop));

    private static async Task<Answer<SignedIn>> Refresh(
        RefreshSession refresh, PlatformDb db, RequestContext request, IEnumerable<IPrincipalSource> sources, AccessTokens tokens,
        CancellationToken stop) => new(await refresh.RunAsync(db, request, sources, tokens, stop));

    private static async Task<Answer<SignedOut>> End(EndSession end, PlatformDb db, RequestContext request, CancellationToken stop) =>
        new Answer<SignedOut>(await end.RunAsync(db, request, stop)).WithStatus(204);
}
