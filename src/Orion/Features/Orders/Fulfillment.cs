namespace Orion.Features.Orders;

/// <summary>A parcel of an order that was sent.</summary>
public sealed class Fulfillment : IStoreOwned
{
    private Fulfillment()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrderId { get; private set; }

    public string? Carrier { get; private set; }

    public string? TrackingNumber { get; private set; }

    public string Actor { get; private set; } = "";

    public DateTimeOffset SentAt { get; private set; }

    public static Fulfillment Of(Guid orderId, string? carrier, string? trackingNumber, string actor, DateTimeOffset now) =>
        new() { OrderId = orderId, Carrier = carrier, TrackingNumber = trackingNumber, Actor = actor, SentAt = now };
}
