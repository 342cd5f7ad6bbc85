namespace Orion.Features.Orders;

/// <summary>The mails that an order's customer gets, and the events by which its history tells of them.</summary>
public static class OrderMailKind
{
    /// <summary>That the order was placed.</summary>
    public const string Confirmation = "confirmation";

    /// <summary>That it was shipped.</summary>
    public const string Shipping = "shipping";

    /// <summary>The event of one that went out.</summary>
    public static string SentEvent(string mail) => mail == Shipping ? "shipping-mail-sent" : "mail-sent";

    /// <summary>The event of one that could not be sent.</summary>
    public static string FailedEvent(string mail) => mail == Shipping ? "shipping-mail-failed" : "mail-failed";
}
