using Orion.Features.Catalog;
using Orion.Features.Orders.Carts;
using Orion.Features.Payments;
using Orion.Framework.Jobs;

namespace Orion.Features.Orders.Checkout;

/// <summary>
/// The last phase, whoever heard the answer first: the draft becomes an order with stock taken, number given and events saved,
/// or comes to nothing with its stock released. The cart is the lock: preparing and settling happen one after the other.
/// Locks are taken in the order cart, stock, product documents, counter.
/// </summary>
public sealed class SettleOrder(OrionDb db, IStock stock, Outbox outbox, RequestContext request) : IPaymentSettlement
{
    public Task<PaymentState> SettleAsync(Guid paymentId, GatewayAnswer answer, CancellationToken stop) =>
        db.InTransactionAsync(() => RunAsync(paymentId, answer, stop), stop);

    private async Task<PaymentState> RunAsync(Guid paymentId, GatewayAnswer answer, CancellationToken stop)
    {
        var cartId = await (
            from asked in db.Set<Payment>()
            where asked.Id == paymentId
            join paid in db.Set<Order>() on new { asked.StoreId, Id = asked.OrderId } equals new { paid.StoreId, paid.Id }
            select paid.CartId).SingleAsync(stop);
        var cart = await CartDoor.LockByIdAsync(db, request, cartId, stop);
        var payment = await db.Set<Payment>().SingleAsync(p => p.Id == paymentId, stop);
        if (payment.State != PaymentState.Pending) return payment.State;
        if (!payment.Settle(answer, request.Now))
        {
            await WaitAsync(payment, stop);
            return payment.State;
        }

        var order = await db.Set<Order>().SingleAsync(o => o.Id == payment.OrderId, stop);
        switch (payment.State)
        {
            case PaymentState.Captured:
                await PlaceAsync(order, cart, stop);
                break;
            case PaymentState.Declined:
                order.Decline(request.Now);
                await stock.ReleaseAsync(order.Id, stop);
                break;
            default:
                order.Abandon(request.Now);
                await stock.ReleaseAsync(order.Id, stop);
                break;
        }

        await SaveAsync(order, stop);
        return payment.State;
    }

    private async Task PlaceAsync(Order order, Cart cart, CancellationToken stop)
    {
        cart.Close(request.Now);
        outbox.Raise(new OrderPlaced(order.Id), order.Id.ToString());
        await stock.TakeAsync(order.Id, stop);
        order.Place(await NextNumberAsync(stop), request.Now);
    }

    /// <summary>The provider hasn't decided: nobody waits in line for it any more, and it is asked again later.</summary>
    private async Task WaitAsync(Payment payment, CancellationToken stop)
    {
        await stock.ExtendAsync(payment.OrderId, request.Now + PrepareOrder.Promise, stop);
        if (payment.AskUntil <= request.Now) return;
        payment.StopWaiting(request.Now);
        outbox.Enqueue(ResolvePayment.Kind, new ResolvePayment(payment.Id), request.Now + ResolvePayment.After, payment.Id.ToString());
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Taken last, because every order of the store waits here until this one commits.</summary>
    private async Task<long> NextNumberAsync(CancellationToken stop) =>
        (await db.Database.SqlQuery<long>(
            $"""
             insert into order_counters as c (store_id, id, last) values ({request.Store.Id}, {Guid.CreateVersion7()}, {OrderCounter.Start + 1})
             on conflict (store_id) do update set last = c.last + 1 returning last as "Value"
             """).ToListAsync(stop)).Single();

    private Task<int> SaveAsync(Order order, CancellationToken stop)
    {
        db.AddRange(order.History.Where(h => db.Entry(h).State == EntityState.Detached));
        return db.SaveChangesAsync(stop);
    }
}
