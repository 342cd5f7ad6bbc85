namespace Orion.Features.Orders.Store;

/// <summary>Where an order stands, in one word for the merchant.</summary>
public sealed record OrderState(string Status, PaymentStatus Payment, FulfillmentStatus Fulfillment);
