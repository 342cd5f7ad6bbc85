using Orion.Framework.Jobs;
using Orion.Framework.Mail;

namespace Orion.Features.Orders.Mail;

/// <summary>A mail about an order that is to go out. The order was sent when there is a fulfillment, and placed otherwise.</summary>
/// <param name="Again">Names this try where it is not the first; null otherwise.</param>
public sealed record OrderMailRequest(Guid OrderId, Guid? FulfillmentId, Guid? Again = null)
{
    /// <summary>Which mail it is, a word of <see cref="OrderMailKind"/>.</summary>
    internal string Mail => FulfillmentId is null ? OrderMailKind.Confirmation : OrderMailKind.Shipping;
}

/// <summary>Sends it, and notes in the order's history that it went out.</summary>
internal sealed class SendOrderMail(OrionDb db, RequestContext request, StoreAddress addresses, IMailer mailer, MailText text)
    : JobHandler<OrderMailRequest>
{
    /// <summary>The kind of work.</summary>
    public const string Kind = "orders.mail";

    /// <summary>A mail server is no part of a transaction, and none is kept open while it is being talked to.</summary>
    public override bool OwnTransactions => true;

    public override async Task RunAsync(OrderMailRequest payload, CancellationToken stop)
    {
        var happened = OrderMailKind.SentEvent(payload.Mail);
        // Sent, but the worker was lost before it could say so.
        if (await db.Set<OrderStatusChange>().AnyAsync(c => c.OrderId == payload.OrderId && c.Event == happened, stop)) return;
        var composed = await new ComposeOrderMail(payload.OrderId, payload.FulfillmentId).RunAsync(db, request, addresses, stop)
            ?? throw new PermanentJobException("The order is not there, or was never placed.");
        var mail = composed.Mail;
        await mailer.SendAsync(request.Store, new StoreMail(
            OrderMailKey.Of(payload), composed.To, composed.ToName, composed.ReplyTo, mail.Subject,
            await text.RenderAsync(_OrderMailHtml.Create(mail), stop), OrderMailText.Write(mail)), stop);
        await NoteAsync(payload, order => order.MailSent(payload.Mail, request.Now), stop);
    }

    /// <summary>Whoever looks at the order sees that its customer was not written to.</summary>
    public override Task GiveUpAsync(OrderMailRequest payload, CancellationToken stop) =>
        NoteAsync(payload, order => order.MailFailed(payload.Mail, request.Now), stop);

    private Task<int> NoteAsync(OrderMailRequest payload, Action<Order> note, CancellationToken stop) => db.InTransactionAsync(async () =>
    {
        db.ChangeTracker.Clear();
        if (await OrderDoor.LockByIdAsync(db, request, payload.OrderId, stop) is not { } order) return 0;
        note(order);
        db.AddRange(order.History);
        return await db.SaveChangesAsync(stop);
    }, stop);
}

/// <summary>Asks for the mail that says an order was placed. However often it is told so: the key lets it be asked for once.</summary>
internal sealed class MailPlacedOrder(Outbox outbox) : JobHandler<OrderPlaced>
{
    public override Task RunAsync(OrderPlaced payload, CancellationToken stop)
    {
        var wanted = new OrderMailRequest(payload.OrderId, null);
        outbox.Enqueue(SendOrderMail.Kind, wanted, key: OrderMailKey.Of(wanted));
        return Task.CompletedTask;
    }
}

/// <summary>Asks for the mail that says an order was sent.</summary>
internal sealed class MailFulfilledOrder(Outbox outbox) : JobHandler<OrderFulfilled>
{
    public override Task RunAsync(OrderFulfilled payload, CancellationToken stop)
    {
        var wanted = new OrderMailRequest(payload.OrderId, payload.FulfillmentId);
        outbox.Enqueue(SendOrderMail.Kind, wanted, key: OrderMailKey.Of(wanted));
        return Task.CompletedTask;
    }
}

/// <summary>Names a mail within its store.</summary>
internal static class OrderMailKey
{
    public static string Of(OrderMailRequest wanted) =>
        (wanted.FulfillmentId is { } fulfillment ? $"sent {fulfillment}" : $"placed {wanted.OrderId}") + (wanted.Again is { } again ? $" again {again}" : "");
}
