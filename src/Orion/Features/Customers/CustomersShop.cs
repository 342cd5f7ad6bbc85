using Carter;
using Orion.Features.Customers.Sessions;
using Orion.Features.Customers.SigningUp;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Customers;

/// <summary>Customers in the shop: signing in and out, and their account.</summary>
public sealed class CustomersShop : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var shop = app.Shop("customers").Public();
        shop.Pages.Get("/login", Show);
        shop.Pages.Post("/login", EnterPages).Form(Show).OwnTransactions();
        shop.Api.Post("/auth/login", Enter).OwnTransactions().Describe("Sign in with e-mail and password.");
        shop.Get("/account", Account).Requires(CustomerPrincipal.Own).Describe("Who is signed in.");
        shop.Pages.Get("/signup", AskSignUp).Public();
        shop.Pages.Post("/signup", Join).Public().Form(AskSignUp).OwnTransactions();
        shop.Api.Post("/auth/signup", Join).Public().OwnTransactions()
            .Describe("Ask for an account; a link is mailed. The answer is the same for known and unknown addresses.");
        shop.AddSessions();
        shop.AddAccountRecovery();
    }

    private static Answer<LoginForm> Show(string? next, RequestContext request)
    {
        var form = LoginForm.For(request, next, "/account");
        var answer = new Answer<LoginForm>(form, m => CustomerLoginPage.Create(m));
        return request.Principal == Principal.Nobody ? answer : answer.Then(form.Next);
    }

    private static Answer<AskForm> AskSignUp(RequestContext request) => new(
        new AskForm("Open an account", $"At {request.Store.Name}. You can buy without one, too.", request.Href.Shop("/signup"), "Open an account")
        {
            Fields =
            [
                new("name", "Your name") { Required = true, Autocomplete = "name", MaxLength = 120 },
                new("email", "E-mail address", Type: "email") { Required = true, Autocomplete = "username", MaxLength = EmailAddress.Longest },
                new("password", "Password", Type: "password")
                {
                    Required = true, Autocomplete = "new-password", MaxLength = PasswordRules.Longest, Hint = PasswordRules.Hint
                }
            ],
            Links = [("I have an account", request.Href.Shop("/login"))]
        }, f => AskForm.Page(f, Face.Shop));

    private static async Task<Answer<MailedAnswer>> Join(
        SignUp signUp, IEnumerable<IAccountStore> stores, RequestContext request, Passwords passwords, AccountMails mails, SignInLimits limits,
        CancellationToken stop) => new Answer<MailedAnswer>(await signUp.RunAsync(stores, request, passwords, mails, limits, stop))
            .WithStatus(StatusCodes.Status202Accepted).Then(request.Href.Shop("/login"), SignUp.Said);

    private static async Task<Answer<SignedIn>> EnterPages(
        SignInCustomer signIn, string? next, OrionDb db, RequestContext request, SignInCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens,
        CancellationToken stop)
    {
        var outcome = await signIn.RunAsync(db, request, check, sessions, tokens, stop);
        return new Answer<SignedIn>(outcome)
            .Cookie(CookieNames.Session(request), outcome.Value?.AccessToken, AccessTokens.PageLife)
            .Then(LoginForm.For(request, next, "/account").Next);
    }

    private static async Task<Answer<SignedIn>> Enter(
        SignInCustomer signIn, OrionDb db, RequestContext request, SignInCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens,
        CancellationToken stop) =>
        new(await signIn.RunAsync(db, request, check, sessions, tokens, stop));

    private static async Task<Answer<ShowAccount.Result>> Account(
        OrionDb db, RequestContext request, IEnumerable<IAccountPart> parts, CancellationToken stop) =>
        new(await new ShowAccount().RunAsync(db, request, parts, stop), m => AccountPage.Create(m));
}
