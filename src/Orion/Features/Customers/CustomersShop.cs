using Carter;
using Orion.Features.Customers.Sessions;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;

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
        shop.AddSessions();
    }

    private static Answer<LoginForm> Show(string? next, RequestContext request)
    {
        var form = LoginForm.For(request, next, "/account");
        var answer = new Answer<LoginForm>(form, m => CustomerLoginPage.Create(m));
        return request.Principal == Principal.Nobody ? answer : answer.Then(form.Next);
    }

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
