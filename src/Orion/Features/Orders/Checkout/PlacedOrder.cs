using Orion.Framework.Currencies;
using Orion.Framework.Storage;

namespace Orion.Features.Orders.Checkout;

/// <summary>An order as its shopper sees it.</summary>
/// <param name="Number">Null until it is paid for.</param>
/// <param name="Token">Opens the order's page; known to its shopper alone.</param>
/// <param name="Status"><c>pending</c> while it is being paid for, <c>placed</c>, or <c>abandoned</c>.</param>
public sealed record PlacedOrder(
    long? Number, string Token, string Status, PaymentStatus PaymentStatus, FulfillmentStatus FulfillmentStatus, string Email,
    WrittenAddress ShippingAddress, WrittenAddress BillingAddress, string ShippingMethod, string ShippingMethodName, IReadOnlyList<PlacedOrder.Line> Lines,
    Money Subtotal, Money Shipping, Money Tax, Money Total, DateTimeOffset? PlacedAt, IReadOnlyList<PlacedOrder.Parcel> Fulfillments)
{
    /// <summary>What was bought, as it was called and priced then.</summary>
    public sealed record Line(
        Guid VariantId, string Sku, string Name, string Slug, IReadOnlyDictionary<string, string> Options, string? Image,
        int Quantity, Money Price, Money Total);

    /// <summary>What was sent.</summary>
    public sealed record Parcel(string? Carrier, string? TrackingNumber, DateTimeOffset SentAt);

    /// <summary>Reads one; null where there is none.</summary>
    public static async Task<PlacedOrder?> FindAsync(
        OrionDb db, RequestContext request, System.Linq.Expressions.Expression<Func<Order, bool>> which, CancellationToken stop)
    {
        var order = await db.Set<Order>().AsNoTracking().Include(o => o.Items).FirstOrDefaultAsync(which, stop);
        if (order is null) return null;
        var parcels = order.FulfillmentStatus == FulfillmentStatus.Unfulfilled ? [] : await db.Set<Fulfillment>().AsNoTracking()
            .Where(f => f.OrderId == order.Id).OrderBy(f => f.SentAt).Select(f => new Parcel(f.Carrier, f.TrackingNumber, f.SentAt)).ToListAsync(stop);
        return new PlacedOrder(
            order.Number, order.Token, OrderDoor.Word(order.Status), order.PaymentStatus, order.FulfillmentStatus, order.Email,
            WrittenAddress.Of(order.ShippingAddress), WrittenAddress.Of(order.BillingAddress), order.ShippingMethod, order.ShippingMethodName,
            [.. order.Items.OrderBy(i => i.Position).Select(i => LineOf(i, request))],
            order.Subtotal, order.Shipping, order.Tax, order.Total, order.PlacedAt, parcels);
    }

    private static Line LineOf(OrderItem item, RequestContext request) => new(
        item.VariantId, item.Sku, item.Name, item.Slug, item.Options,
        item.ImageKey is { } key ? request.Href.Media(Pictures.NameOf(key, Pictures.Widths[0])) : null,
        item.Quantity, item.UnitPrice, item.Total);
}

/// <summary>Shows an order to whoever has its token.</summary>
public sealed record ShowPlacedOrder(string Token)
{
    public async Task<Outcome<PlacedOrder>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop) =>
        RandomToken.IsToken(Token) && await PlacedOrder.FindAsync(db, request, o => o.Token == Token, stop) is { } order
            ? order
            : Refusal.NotFound("order");
}
