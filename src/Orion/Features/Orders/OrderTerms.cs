namespace Orion.Features.Orders;

/// <summary>What an order's draft is filled with.</summary>
/// <param name="Request">SHA-256 of the request that it is made from, by which another request for the same cart is told apart.</param>
public sealed record OrderTerms(
    string Email, Address ShippingAddress, Address BillingAddress, string ShippingMethod, string ShippingMethodName, OrderTotals Totals,
    byte[]? Request = null);
