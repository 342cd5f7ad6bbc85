using Orion.Features.Core.SecondFactors;
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

    private static async Task<Answer<SignIn.Step>> EnterPages(
        SignIn signIn, string? next, PlatformDb db, RequestContext request, SignInCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens,
        CancellationToken stop)
    {
        var outcome = await signIn.RunAsync(db, request, check, sessions, tokens, stop);
        var answer = new Answer<SignIn.Step>(outcome);
        return outcome.Value?.Challenge is { } challenge
            ? answer.Cookie(CookieNames.Challenge(request), challenge, SignInChallenge.Life).Then(CodeForm.For(request, next, isRecovery: false).Action)
            : answer.Cookie(CookieNames.Session(request), outcome.Value?.Tokens?.AccessToken, AccessTokens.PageLife).Then(LoginForm.For(request, next).Next);
    }

    private static async Task<Answer<SignedIn>> Enter(
        SignIn signIn, PlatformDb db, RequestContext request, SignInCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens,
        CancellationToken stop)
    {
        var outcome = await signIn.RunAsync(db, request, check, sessions, tokens, stop);
        if (outcome.Refusal is { } refusal) return refusal;
        if (outcome.Value!.Challenge is { } challenge)
            return new Refusal(
                401, "second_factor_required", "Enter a code from your app, or a recovery code.",
                Extras: new Dictionary<string, object?> { ["challenge"] = challenge, ["expiresIn"] = (int)SignInChallenge.Life.TotalSeconds });
        return new Answer<SignedIn>(outcome.Value.Tokens!);
    }
}
