using Carter;
using Orion.Features.Customers.SignInCodes;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;
using Orion.Framework.Jobs;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Customers;

/// <summary>Signing in to a shop by a code that is mailed, without a password.</summary>
public sealed class SignInCodesShop : ICarterModule
{
    private const string Home = "/account";
    private const string AskPath = "/login/code";
    private const string EnterPath = "/login/code/confirmation";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var shop = app.Shop("customers").Public();
        shop.Pages.Get(AskPath, ShowAsk);
        shop.Pages.Post(AskPath, AskPages).Form(ShowAsk).OwnTransactions();
        shop.Api.Post("/auth/code", Ask).OwnTransactions()
            .Describe("Ask for a code by mail to sign in without a password; the answer is the same for known and unknown addresses.");
        shop.Pages.Get(EnterPath, ShowEnter);
        shop.Pages.Post(EnterPath, EnterPages).Form(ShowEnter).OwnTransactions();
        shop.Api.Post("/auth/code/confirmation", Enter).OwnTransactions().Describe("Sign in with the challenge and the code of the mail.");
    }

    private static Answer<AskForm> ShowAsk(string? next, RequestContext request) => new(
        new AskForm("Sign in with a code", $"We mail you six digits. They are good for ten minutes, at {request.Store.Name} alone.", At(request, AskPath, next), "Mail me a code")
        {
            Fields = [new("email", "E-mail address", Type: "email") { Required = true, Autocomplete = "username", MaxLength = EmailAddress.Longest }],
            Links = [("Sign in with my password", At(request, "/login", next))]
        }, f => AskForm.Page(f, Face.Shop));

    private static Answer<AskForm> ShowEnter(string? next, RequestContext request) => new(
        new AskForm("Enter the code", AskForCode.Said + " Enter its six digits here, in this browser.", At(request, EnterPath, next), "Sign in")
        {
            Fields =
            [
                new("code", "Code from the mail") { Required = true, Autocomplete = "one-time-code", InputMode = "numeric", MaxLength = 20 }
            ],
            Links = [("Mail me another code", At(request, AskPath, next)), ("Sign in with my password", At(request, "/login", next))]
        }, f => AskForm.Page(f, Face.Shop));

    private static async Task<Answer<AskForCode.Result>> AskPages(
        AskForCode ask, string? next, OrionDb db, RequestContext request, Outbox outbox, SignInLimits limits, CancellationToken stop)
    {
        var outcome = await ask.RunAsync(db, request, outbox, limits, stop);
        return new Answer<AskForCode.Result>(outcome).Cookie(CookieNames.Challenge(request), outcome.Value?.Challenge, CustomerCode.Life)
            .Then(At(request, EnterPath, next));
    }

    private static async Task<Answer<AskForCode.Result>> Ask(
        AskForCode ask, OrionDb db, RequestContext request, Outbox outbox, SignInLimits limits, CancellationToken stop) =>
        new Answer<AskForCode.Result>(await ask.RunAsync(db, request, outbox, limits, stop)).WithStatus(StatusCodes.Status202Accepted);

    private static async Task<Answer<SignedIn>> EnterPages(
        EnterCode enter, string? next, OrionDb db, RequestContext request, SignInLimits limits, IEnumerable<IAccountStore> accounts,
        IEnumerable<ISessionStore> sessions, AccessTokens tokens, CancellationToken stop)
    {
        var outcome = await enter.RunAsync(request.ChallengeToken, db, request, limits, accounts, sessions, tokens, stop);
        return new Answer<SignedIn>(outcome)
            .Cookie(CookieNames.Session(request), outcome.Value?.AccessToken, AccessTokens.PageLife)
            .Cookie(CookieNames.Challenge(request), null, null)
            .Then(LoginForm.For(request, next, Home).Next);
    }

    private static async Task<Answer<SignedIn>> Enter(
        EnterCode enter, OrionDb db, RequestContext request, SignInLimits limits, IEnumerable<IAccountStore> accounts,
        IEnumerable<ISessionStore> sessions, AccessTokens tokens, CancellationToken stop) =>
        new(await enter.RunAsync(enter.Challenge, db, request, limits, accounts, sessions, tokens, stop));

    /// <summary>A page of signing in, which keeps where the person wanted to be.</summary>
    private static string At(RequestContext request, string path, string? next) =>
        request.Href.Shop(path) + LoginForm.For(request, next, Home).Suffix;
}
