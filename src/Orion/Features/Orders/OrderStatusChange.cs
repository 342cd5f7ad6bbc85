namespace Orion.Features.Orders;

/// <summary>Something that happened to an order; never altered.</summary>
[Unaudited("A log of its own that is only added to.")]
public sealed class OrderStatusChange : IStoreOwned
{
    private OrderStatusChange()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrderId { get; private set; }

    /// <summary>A word such as <c>placed</c>, <c>paid</c>, <c>sent</c>, <c>mail-sent</c>.</summary>
    public string Event { get; private set; } = "";

    /// <summary>Who did it; null for the shopper or Orion itself.</summary>
    public string? Actor { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static OrderStatusChange Of(Guid orderId, string happened, string? actor, DateTimeOffset now) =>
        new() { OrderId = orderId, Event = happened, Actor = actor, At = now };
}
