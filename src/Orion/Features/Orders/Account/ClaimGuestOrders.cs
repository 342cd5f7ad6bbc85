using Orion.Features.Customers;
using Orion.Framework.Jobs;

namespace Orion.Features.Orders.Account;

/// <summary>Gives a customer what was bought with their address without signing in, once the address is proved to be theirs.</summary>
internal sealed class ClaimGuestOrders(OrionDb db) : JobHandler<CustomerEmailProved>
{
    /// <summary>The kind of work.</summary>
    public const string Kind = "orders.claim";

    public override Task RunAsync(CustomerEmailProved payload, CancellationToken stop) => db.Set<Order>()
        .Where(o => o.CustomerId == null && o.Status == OrderStatus.Placed && OrionDb.Fold(o.Email) == payload.Email)
        .ExecuteUpdateAsync(s => s.SetProperty(o => o.CustomerId, payload.CustomerId), stop);
}
