using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Core.Sessions;

/// <summary>Signing in and out, the same for the dashboard and for the console.</summary>
internal static class SignInRoutes
{
    public static void AddSignIn(this FaceRoutes routes)
    {
        var open = routes.Public();
        open.Pages.Get("/login", Show);
        open.Pages.Post("/login", EnterPages).Form(Show).OwnTransactions();
        open.Api.Post("/auth/login", Enter).OwnTransactions().Describe("Sign in with e-mail and password.");
        routes.AddSessions();
    }

    private static Answer<LoginForm> Show(string? next, RequestContext request)
    {
        var form = LoginForm.For(request, next);
        var answer = new Answer<LoginForm>(form, m => LoginPage.Create(m));
        return request.Principal == Principal.Nobody ? answer : answer.Then(form.Next);
    }

    private static async Task<Answer<SignedIn>> EnterPages(
        SignIn signIn, string? next, PlatformDb db, RequestContext request, SignInCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens,
        CancellationToken stop)
    {
        var outcome = await signIn.RunAsync(db, request, check, sessions, tokens, stop);
        return new Answer<SignedIn>(outcome)
            .Cookie(CookieNames.Session(request), outcome.Value?.AccessToken, AccessTokens.PageLife)
            .Then(LoginForm.For(request, next).Next);
    }

    private static async Task<Answer<SignedIn>> Enter(
        SignIn signIn, PlatformDb db, RequestContext request, SignInCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens,
        CancellationToken stop) =>
        new(await signIn.RunAsync(db, request, check, sessions, tokens, stop));
}
