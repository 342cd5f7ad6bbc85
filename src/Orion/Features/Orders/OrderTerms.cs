namespace Orion.Features.Orders;

/// <summary>What an order's draft is filled with.</summary>
public sealed record OrderTerms(
    string Email, Address ShippingAddress, Address BillingAddress, string ShippingMethod, string ShippingMethodName, OrderTotals Totals);
