using Orion.Framework.Jobs;

namespace Orion.Features.Orders.Carts;

/// <summary>Asks for what shoppers have left behind to be cleared.</summary>
public sealed record ForgetCarts
{
    /// <summary>The stable word for this work.</summary>
    public const string Kind = "orders.forget-carts";
}

/// <summary>
/// Deletes carts that nobody came back for within <see cref="Cart.Life"/> and that never became an order, and idempotency keys
/// as old. Runs for all stores at once.
/// </summary>
internal sealed class ForgetCartsJob(PlatformDb db, TimeProvider clock) : JobHandler<ForgetCarts>
{
    public override bool OwnTransactions => true;

    public override async Task RunAsync(ForgetCarts payload, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await db.InTransactionAsync(async () =>
        {
            await db.Set<Cart>()
                .Where(c => c.ExpiresAt < now && c.OrderedAt == null
                    && !db.Set<Order>().Any(o => o.StoreId == c.StoreId && o.CartId == c.Id))
                .ExecuteDeleteAsync(stop);
            return await db.Set<IdempotencyKey>().Where(k => k.CreatedAt < now - Cart.Life).ExecuteDeleteAsync(stop);
        }, stop);
    }
}
