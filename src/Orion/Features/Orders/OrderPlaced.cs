using Orion.Framework.Jobs;

namespace Orion.Features.Orders;

/// <summary>An order was paid for and has its number.</summary>
public sealed record OrderPlaced(Guid OrderId) : IEvent;

/// <summary>All of an order was sent.</summary>
public sealed record OrderFulfilled(Guid OrderId, Guid FulfillmentId) : IEvent;
