using Orion.Framework.Jobs;

namespace Orion.Features.Orders.Store;

/// <summary>Marks all of an order as sent.</summary>
public sealed record FulfillOrder(string? Carrier = null, string? TrackingNumber = null) : IInput<FulfillOrder>
{
    /// <summary>What was written down.</summary>
    public sealed record Result(
        Guid Id, long Number, FulfillmentStatus FulfillmentStatus, string? Carrier, string? TrackingNumber, string Actor, DateTimeOffset SentAt);

    public void Validate(Errors errors)
    {
        errors.Text("carrier", Carrier, 80, "a carrier", required: false);
        errors.Text("trackingNumber", TrackingNumber, 120, "a tracking number", required: false);
    }

    /// <summary>Refuses with 409 what was sent already.</summary>
    public async Task<Outcome<Result>> RunAsync(long number, OrionDb db, Outbox outbox, RequestContext request, CancellationToken stop)
    {
        if (await OrderDoor.LockByNumberAsync(db, request, number, stop) is not { } order) return Refusal.NotFound("order");
        var actor = request.Principal.Name;
        if (order.Fulfill(actor, request.Now) is { } refusal) return refusal;
        var parcel = Fulfillment.Of(order.Id, Given(Carrier), Given(TrackingNumber), actor, request.Now);
        db.Add(parcel);
        outbox.Raise(new OrderFulfilled(order.Id, parcel.Id), parcel.Id.ToString());
        await db.SaveChangesAsync(stop);
        return new Result(parcel.Id, number, order.FulfillmentStatus, parcel.Carrier, parcel.TrackingNumber, actor, parcel.SentAt);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
