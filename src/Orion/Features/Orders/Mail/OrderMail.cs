namespace Orion.Features.Orders.Mail;

/// <summary>What a mail about an order says: everything as it is shown, so that its slices only write.</summary>
public sealed record OrderMail(
    string Language, string StoreLanguage, string StoreName, string Accent, string Subject, string Heading, string Introduction, string OrderLabel,
    IReadOnlyList<OrderMail.Line> Lines, IReadOnlyList<OrderMail.Sum> Sums, IReadOnlyList<string> Address, string Method,
    OrderMail.Parcel? Sent, string Link)
{
    /// <summary>A line of the order.</summary>
    public sealed record Line(string Name, string Options, int Quantity, string Total);

    /// <summary>A line of the reckoning; the last is the total.</summary>
    public sealed record Sum(string Name, string Amount);

    /// <summary>The parcel, when the mail says that it was sent.</summary>
    public sealed record Parcel(string? Carrier, string? TrackingNumber);
}
