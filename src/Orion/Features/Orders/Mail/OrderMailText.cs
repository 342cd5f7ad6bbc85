using System.Text;

namespace Orion.Features.Orders.Mail;

/// <summary>The mail about an order as plain text, for those who read it so.</summary>
internal static class OrderMailText
{
    public static string Write(OrderMail mail)
    {
        var text = new StringBuilder();
        text.Append(mail.Heading).Append("\n\n").Append(mail.Introduction).Append("\n\n").Append(mail.OrderLabel).Append('\n');
        if (mail.Sent is { TrackingNumber.Length: > 0 } parcel)
            text.Append("Tracking number: ").Append(parcel.TrackingNumber).Append(parcel.Carrier is { Length: > 0 } ? $" ({parcel.Carrier})" : "").Append('\n');
        text.Append("See your order: ").Append(mail.Link).Append("\n\n");
        foreach (var line in mail.Lines)
        {
            text.Append(line.Quantity).Append(" x ").Append(line.Name);
            if (line.Options.Length > 0) text.Append(" (").Append(line.Options).Append(')');
            text.Append("   ").Append(line.Total).Append('\n');
        }

        text.Append('\n');
        foreach (var sum in mail.Sums) text.Append(sum.Name).Append(": ").Append(sum.Amount).Append('\n');
        text.Append("\nShipping address\n");
        foreach (var line in mail.Address) text.Append(line).Append('\n');
        text.Append(mail.Method).Append("\n\nYou can answer this mail. It reaches ").Append(mail.StoreName).Append(".\n");
        return text.ToString();
    }
}
