namespace Orion.Features.Orders;

/// <summary>Whether an order was sent. Stored as text.</summary>
public enum FulfillmentStatus
{
    /// <summary>To be sent.</summary>
    Unfulfilled,

    /// <summary>All of it was sent.</summary>
    Fulfilled
}
