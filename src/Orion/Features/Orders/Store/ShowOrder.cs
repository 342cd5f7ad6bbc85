using Orion.Framework.Currencies;
using Orion.Framework.Storage;

namespace Orion.Features.Orders.Store;

/// <summary>One order, as the team sees it: everything, with what happened to it.</summary>
public sealed record ShowOrder(long Number)
{
    /// <summary>An order.</summary>
    /// <param name="UndeliveredMails">Emails that could not be sent to the customer: <c>confirmation</c>, <c>shipping</c>.</param>
    public sealed record Result(
        Guid Id, long Number, string Email, string Status, PaymentStatus PaymentStatus, FulfillmentStatus FulfillmentStatus,
        WrittenAddress ShippingAddress, WrittenAddress BillingAddress, string ShippingMethod, string ShippingMethodName, IReadOnlyList<Line> Lines,
        Money Subtotal, Money Shipping, Money Tax, Money Total, IReadOnlyList<TaxLine> Taxes, IReadOnlyList<Happening> Timeline,
        IReadOnlyList<Parcel> Fulfillments, DateTimeOffset? PlacedAt, IReadOnlyList<string> UndeliveredMails);

    /// <summary>What was bought.</summary>
    public sealed record Line(
        Guid Id, Guid VariantId, string Sku, string Name, string Slug, IReadOnlyDictionary<string, string> Options, string? Image,
        int Quantity, Money Price, Money Total);

    /// <summary>A tax within the total.</summary>
    public sealed record TaxLine(string Name, decimal Rate, Money Taxable, Money Amount);

    /// <summary>Something that happened.</summary>
    public sealed record Happening(string Event, string? Actor, DateTimeOffset At);

    /// <summary>What was sent.</summary>
    public sealed record Parcel(Guid Id, string? Carrier, string? TrackingNumber, string Actor, DateTimeOffset SentAt);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var order = await db.Set<Order>().AsNoTracking().AsSplitQuery()
            .Include(o => o.Items).Include(o => o.TaxLines).Include(o => o.History)
            .FirstOrDefaultAsync(o => o.Number == Number, stop);
        if (order is null) return Refusal.NotFound("order");
        var parcels = await db.Set<Fulfillment>().AsNoTracking().Where(f => f.OrderId == order.Id).OrderBy(f => f.SentAt)
            .Select(f => new Parcel(f.Id, f.Carrier, f.TrackingNumber, f.Actor, f.SentAt)).ToListAsync(stop);
        return new Result(
            order.Id, Number, order.Email, OrderDoor.Word(order.Status), order.PaymentStatus, order.FulfillmentStatus,
            WrittenAddress.Of(order.ShippingAddress), WrittenAddress.Of(order.BillingAddress), order.ShippingMethod, order.ShippingMethodName,
            [.. order.Items.OrderBy(i => i.Position).Select(i => LineOf(i, request))],
            order.Subtotal, order.Shipping, order.Tax, order.Total,
            [.. order.TaxLines.Select(t => new TaxLine(t.Name, t.Rate, t.Taxable, t.Amount))],
            [.. order.History.OrderBy(h => h.At).ThenBy(h => h.Id).Select(h => new Happening(h.Event, h.Actor, h.At))],
            parcels, order.PlacedAt, order.UndeliveredMails);
    }

    private static Line LineOf(OrderItem item, RequestContext request) => new(
        item.Id, item.VariantId, item.Sku, item.Name, item.Slug, item.Options,
        item.ImageKey is { } key ? request.Href.Media(Pictures.NameOf(key, Pictures.Widths[0])) : null,
        item.Quantity, item.UnitPrice, item.Total);
}
