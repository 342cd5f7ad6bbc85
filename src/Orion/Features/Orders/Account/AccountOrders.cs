using Carter;
using Orion.Framework.Auth;

namespace Orion.Features.Orders.Account;

/// <summary>A signed-in customer's own orders.</summary>
public sealed class AccountOrders : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var own = app.Shop("orders").Requires(CustomerPrincipal.Own);
        own.Get("/account/orders", List).Describe("The signed-in customer's orders, newest first.");
    }

    private static async Task<Answer<ListOwnOrders.Result>> List(
        [AsParameters] ListOwnOrders list, OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await list.RunAsync(db, request, stop), m => OwnOrdersPage.Create(m));
}
