using System.Text.RegularExpressions;
using Orion.Features.Tenancy;
using Orion.Framework.Currencies;

namespace Orion.Features.Orders.Mail;

/// <summary>Reads an order and writes down what the mail about it says.</summary>
internal sealed partial record ComposeOrderMail(Guid OrderId, Guid? FulfillmentId)
{
    private const string PlainAccent = "#1f2933";

    /// <summary>The mail with the addresses it goes to.</summary>
    public sealed record Result(OrderMail Mail, string To, string ToName, string ReplyTo);

    /// <summary>Null when there is no such order.</summary>
    public async Task<Result?> RunAsync(OrionDb db, RequestContext request, StoreAddress addresses, CancellationToken stop)
    {
        var order = await db.Set<Order>().AsNoTracking().Include(o => o.Items).SingleOrDefaultAsync(o => o.Id == OrderId, stop);
        if (order is not { Status: OrderStatus.Placed }) return null;
        var parcel = FulfillmentId is { } id
            ? await db.Set<Fulfillment>().Where(f => f.Id == id).Select(f => new OrderMail.Parcel(f.Carrier, f.TrackingNumber)).SingleAsync(stop)
            : null;
        var contact = await db.Set<Tenancy.Store>().Where(s => s.Id == request.Store.Id).Select(s => s.ContactEmail).SingleAsync(stop);
        var theme = await db.Set<StoreTheme>().AsNoTracking().Select(t => t.Tokens).FirstOrDefaultAsync(stop);
        var store = request.Store;
        var number = $"#{order.Number}";
        var mail = new OrderMail(
            RequestContext.Language, request.StoreLanguage, store.Name, AccentOf(theme),
            parcel is null ? $"Your order {number} at {store.Name}" : $"Your order {number} from {store.Name} is on its way",
            parcel is null ? "Thank you for your order" : "Your order is on its way",
            parcel is null
                ? "We have received it and will write again when it is sent."
                : "We have packed it and handed it over. Here is what is in the parcel.",
            $"Order {number}",
            [.. order.Items.OrderBy(i => i.Position).Select(i => new OrderMail.Line(
                i.Name, string.Join(", ", i.Options.Select(o => $"{o.Key}: {o.Value}")), i.Quantity, Format(i.Total)))],
            [new("Subtotal", Format(order.Subtotal)), new("Shipping", Format(order.Shipping)), new("Tax", Format(order.Tax)), new("Total", Format(order.Total))],
            order.ShippingAddress.ToLines(), order.ShippingMethodName, parcel,
            $"{addresses.OriginOf(store)}/orders/{Uri.EscapeDataString(order.Token)}");
        return new(mail, order.Email, order.ShippingAddress.Name, contact);

        string Format(Money money) => money.Format(request.Culture);
    }

    /// <summary>The theme's accent where it is a plain colour: it is written into the mail's style sheet.</summary>
    private static string AccentOf(ThemeTokens? theme) =>
        theme?.Light.GetValueOrDefault("--color-accent") is { } colour && Colour().IsMatch(colour) ? colour : PlainAccent;

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z")]
    private static partial Regex Colour();
}
