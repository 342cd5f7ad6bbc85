using Orion.Features.Customers;
using Orion.Framework.Auth;
using RazorSlices;

namespace Orion.Features.Orders.Account;

/// <summary>Puts a customer's latest orders on their own page.</summary>
public sealed class OrdersAccountPart(OrionDb db, RequestContext request) : IAccountPart
{
    private const int Latest = 5;

    public int Order => 10;

    public async Task<RazorSlice?> LoadAsync(CustomerPrincipal customer, CancellationToken stop) =>
        request.IsEnabled("orders") && (await new ListOwnOrders(Limit: Latest).RunAsync(db, request, stop)).Value is { } orders
            ? _LatestOwnOrders.Create(orders)
            : null;
}
