namespace Orion.Features.Orders;

/// <summary>How an order's payment stands. Stored as text.</summary>
public enum PaymentStatus
{
    /// <summary>The answer of the payment provider is awaited.</summary>
    Pending,

    /// <summary>Paid in full.</summary>
    Paid,

    /// <summary>Refused by the provider; the shopper may try again.</summary>
    Declined
}
