using Orion.Features.Core.Sessions;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;
using RazorSlices;

namespace Orion.Features.Core.SecondFactors;

/// <summary>The second factor of one's own account, and the second step of signing in: the same for the dashboard and for the console.</summary>
internal static class SecondFactorRoutes
{
    private const string Own = "/account/second-factor";

    public static void AddSecondFactor(this FaceRoutes routes)
    {
        routes.Pages.Get("/login/second-factor", Ask).Public();
        routes.Pages.Post("/login/second-factor", EnterPages).Public().Form(Ask).OwnTransactions();
        routes.Api.Post("/auth/second-factor", Enter).Public().OwnTransactions()
            .Describe("The second step of signing in: the challenge of a login that was answered with second_factor_required, and a code.");
        routes.Get(Own, Show).Requires(Principal.Own).BeforeSetUp().Describe("Whether one's account has a second factor.");
        routes.Post(Own, Offer).Requires(Principal.Own).BeforeSetUp().Form(Show).OwnTransactions()
            .Describe("Begin to set up a second factor: gives the secret for the app, to be confirmed by a code.");
        routes.Put(Own, Confirm).Requires(Principal.Own).BeforeSetUp().Form(Show).OwnTransactions()
            .Describe("Turn the second factor on with a code; gives recovery codes, this once.");
        routes.Delete(Own, TurnOff).Requires(Principal.Own).Form(Show).OwnTransactions()
            .Describe("Turn the second factor off, with password and code.");
        routes.Post(Own + "/recovery-codes", Remake).Requires(Principal.Own).Form(Show).OwnTransactions()
            .Describe("Make new recovery codes, with password and code; the former ones are void.");
    }

    private static async Task<Answer<CodeForm>> Ask(string? next, string? way, PlatformDb db, RequestContext request, CancellationToken stop)
    {
        var form = CodeForm.For(request, next, isRecovery: way == CodeForm.Recovery);
        var isOpen = await Challenges.OpenAsync(db, request, request.ChallengeToken, stop) is not null;
        var answer = new Answer<CodeForm>(form, m => SecondFactorPage.Create(m));
        if (request.Principal != Principal.Nobody) return answer.Then(LoginForm.For(request, next).Next);
        return isOpen ? answer : answer.Then(LoginForm.For(request, next).Action, "Sign in with your password again.");
    }

    private static async Task<Answer<SignedIn>> EnterPages(
        EnterSecondFactor enter, string? next, PlatformDb db, RequestContext request, SecondFactorCheck check, IEnumerable<ISessionStore> sessions,
        AccessTokens tokens, AccountMails mails, CancellationToken stop)
    {
        var outcome = await (enter with { Challenge = request.ChallengeToken }).RunAsync(db, request, check, sessions, tokens, mails, stop);
        if (outcome.Refusal == EnterSecondFactor.Ended)
            return new Answer<SignedIn>(new SignedIn("", null, 0)).Cookie(CookieNames.Challenge(request), null, null)
                .Then(LoginForm.For(request, next).Action, EnterSecondFactor.Ended.Title);
        return new Answer<SignedIn>(outcome)
            .Cookie(CookieNames.Challenge(request), null, null)
            .Cookie(CookieNames.Session(request), outcome.Value?.AccessToken, AccessTokens.PageLife)
            .Then(LoginForm.For(request, next).Next);
    }

    private static async Task<Answer<SignedIn>> Enter(
        EnterSecondFactor enter, PlatformDb db, RequestContext request, SecondFactorCheck check, IEnumerable<ISessionStore> sessions,
        AccessTokens tokens, AccountMails mails, CancellationToken stop) =>
        new Answer<SignedIn>(await enter.RunAsync(db, request, check, sessions, tokens, mails, stop));

    private static async Task<Answer<ShowSecondFactor.Result>> Show(
        PlatformDb db, RequestContext request, SecondFactorSecrets secrets, SecondFactorPolicy policy, CancellationToken stop) =>
        new Answer<ShowSecondFactor.Result>(
            await new ShowSecondFactor().RunAsync(db, request, secrets, policy, stop), m => PageOf(request.Face, m));

    private static async Task<Answer<OfferSecondFactor.Result>> Offer(
        OfferSecondFactor offer, PlatformDb db, RequestContext request, OwnPassword own, SecondFactorSecrets secrets, CancellationToken stop) =>
        new Answer<OfferSecondFactor.Result>(await offer.RunAsync(db, request, own, secrets, stop)).Then(request.Href.To(request.Face, Own));

    private static async Task<Answer<RecoveryCodesShown>> Confirm(
        ConfirmSecondFactor confirm, PlatformDb db, RequestContext request, SecondFactorSecrets secrets, RecoveryCodes codes, SignInLimits limits,
        IEnumerable<ISessionStore> sessions, AccountMails mails, PrincipalCache principals, CancellationToken stop) =>
        Shown(request, await confirm.RunAsync(db, request, secrets, codes, limits, sessions, mails, principals, stop));

    private static async Task<Answer<SignedOut>> TurnOff(
        TurnOffSecondFactor off, PlatformDb db, RequestContext request, OwnPassword own, SecondFactorCheck check, IEnumerable<ISessionStore> sessions,
        AccountMails mails, PrincipalCache principals, CancellationToken stop) =>
        new Answer<SignedOut>(await off.RunAsync(db, request, own, check, sessions, mails, principals, stop))
            .WithStatus(StatusCodes.Status204NoContent).Then(request.Href.To(request.Face, "/account"), "Your second factor is off.");

    private static async Task<Answer<RecoveryCodesShown>> Remake(
        RemakeRecoveryCodes remake, PlatformDb db, RequestContext request, OwnPassword own, SecondFactorCheck check, RecoveryCodes codes, AccountMails mails,
        CancellationToken stop) => Shown(request, await remake.RunAsync(db, own, check, codes, mails, stop));

    private static Answer<RecoveryCodesShown> Shown(RequestContext request, Outcome<RecoveryCodesShown> outcome) => new Answer<RecoveryCodesShown>(
        outcome, m => request.Face == Face.Admin ? AdminRecoveryCodesPage.Create(m) : StoreRecoveryCodesPage.Create(m));

    private static RazorSlice<ShowSecondFactor.Result> PageOf(Face face, ShowSecondFactor.Result factor) =>
        face == Face.Admin ? AdminSecondFactorPage.Create(factor) : StoreSecondFactorPage.Create(factor);
}

/// <summary>The page that asks for a code.</summary>
/// <param name="Place">What one signs in to.</param>
/// <param name="Action">Where the form goes; keeps where the person wanted to be.</param>
/// <param name="IsRecovery">Whether it asks for a recovery code rather than for one from the app.</param>
/// <param name="OtherWay">The same page, for the other of the two.</param>
public sealed record CodeForm(string Place, string Action, bool IsRecovery, string OtherWay)
{
    /// <summary>Names, in the address, the way by a recovery code.</summary>
    public const string Recovery = "recovery-code";

    /// <summary>The page of the request's face.</summary>
    public static CodeForm For(RequestContext request, string? next, bool isRecovery)
    {
        var wanted = LocalAddress.Of(next);
        var query = wanted == "/" ? "" : "next=" + Uri.EscapeDataString(wanted);
        var page = request.Href.To(request.Face, "/login/second-factor");
        return new CodeForm(LoginForm.For(request, next).Place, With(page, query, isRecovery), isRecovery, With(page, query, !isRecovery));
    }

    private static string With(string page, string query, bool isRecovery)
    {
        var all = string.Join('&', new[] { query, isRecovery ? "way=" + Recovery : "" }.Where(q => q.Length > 0));
        return all.Length == 0 ? page : page + "?" + all;
    }
}
