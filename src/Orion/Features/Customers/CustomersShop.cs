using Carter;
using Orion.Features.Customers.Sessions;
using Orion.Framework.Auth;

namespace Orion.Features.Customers;

/// <summary>Customers in the shop: signing in and out, and their account.</summary>
public sealed class CustomersShop : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var shop = app.Shop("customers").Public();
        shop.Pages.Get("/login", Show);
        shop.Pages.Post("/login", EnterPages).Form(Show).OwnTransactions();
        shop.Pages.Post("/logout", Leave).OwnTransactions();
        shop.Api.Post("/auth/login", Enter).OwnTransactions().Describe("Sign in with e-mail and password.");
        shop.Api.Post("/auth/refresh", Refresh).OwnTransactions().Describe("Trade a refresh token for new tokens; each is good once.");
        shop.Api.Post("/auth/logout", End).OwnTransactions().Describe("End the session of a refresh token.");
        shop.Get("/account", Account).Requires(CustomerPrincipal.Own).Describe("Who is signed in.");
    }

    private static Answer<LoginForm> Show(string? next, RequestContext request)
    {
        var form = LoginForm.For(request, next, "/account");
        var answer = new Answer<LoginForm>(form, m => CustomerLoginPage.Create(m));
        return request.Principal == Principal.Nobody ? answer : answer.Then(form.Next);
    }

    private static async Task<Answer<SignedIn>> EnterPages(
        SignInCustomer signIn, string? next, OrionDb db, RequestContext request, SignInCheck check, AccessTokens tokens, CancellationToken stop)
    {
        var outcome = await signIn.RunAsync(db, request, check, tokens, stop);
        return new Answer<SignedIn>(outcome)
            .Cookie(CookieNames.Session(request), outcome.Value?.AccessToken, AccessTokens.PageLife)
            .Then(LoginForm.For(request, next, "/account").Next);
    }

    private static async Task<Answer<SignedOut>> Leave(
        OrionDb db, RequestContext request, PrincipalCache principals, CancellationToken stop)
    {
        await EndCustomerSession.OwnAsync(db, request, stop);
        principals.Forget(request.Face, request.Principal);
        return new Answer<SignedOut>(new SignedOut())
            .Cookie(CookieNames.Session(request), null, null)
            .Then(request.Href.Shop(), "You are signed out.");
    }

    private static async Task<Answer<SignedIn>> Enter(
        SignInCustomer signIn, OrionDb db, RequestContext request, SignInCheck check, AccessTokens tokens, CancellationToken stop) =>
        new(await signIn.RunAsync(db, request, check, tokens, stop));

    private static async Task<Answer<SignedIn>> Refresh(
        RefreshCustomerSession refresh, OrionDb db, RequestContext request, IEnumerable<IPrincipalSource> sources, AccessTokens tokens,
        CancellationToken stop) => new(await refresh.RunAsync(db, request, sources, tokens, stop));

    private static async Task<Answer<SignedOut>> End(
        EndCustomerSession end, OrionDb db, RequestContext request, CancellationToken stop) =>
        new Answer<SignedOut>(await end.RunAsync(db, request, stop)).WithStatus(204);

    private static async Task<Answer<ShowAccount.Result>> Account(
        OrionDb db, RequestContext request, IEnumerable<IAccountPart> parts, CancellationToken stop) =>
        new(await new ShowAccount().RunAsync(db, request, parts, stop), m => AccountPage.Create(m));
}
