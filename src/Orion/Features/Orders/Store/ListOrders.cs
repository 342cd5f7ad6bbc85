using System.Globalization;
using Orion.Framework.Currencies;

namespace Orion.Features.Orders.Store;

/// <summary>The store's orders, newest first.</summary>
/// <param name="Status">One of <see cref="Statuses"/>; without it, all that were placed.</param>
/// <param name="Q">A number, or part of an e-mail address.</param>
/// <param name="Cursor">Where the page before ended, as it said.</param>
/// <param name="Limit">How many, at most 250.</param>
public sealed record ListOrders(string? Status = null, string? Q = null, string? Cursor = null, int? Limit = null)
{
    /// <summary>What orders can be filtered by.</summary>
    public static readonly string[] Statuses = ["placed", "unfulfilled", "fulfilled", "pending", "abandoned", "email-failed"];

    private const int Usual = 50;

    /// <summary>A page of orders.</summary>
    public sealed record Result(IReadOnlyList<Row> Items, string? NextCursor);

    /// <summary>An order in the list.</summary>
    public sealed record Row(
        Guid Id, long? Number, string Email, string CustomerName, string Status, PaymentStatus PaymentStatus,
        FulfillmentStatus FulfillmentStatus, int ItemCount, Money Total, DateTimeOffset CreatedAt, DateTimeOffset? PlacedAt);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, CancellationToken stop)
    {
        if (Status is { Length: > 0 } && !Statuses.Contains(Status))
            return Refusal.Invalid("status", $"Choose one of {string.Join(", ", Statuses)}.");
        if (PageLimit.Check(Limit) is { } tooMany) return tooMany;
        if (Q is { Length: > 254 }) return Refusal.Invalid("q", "Use at most 254 characters.");
        var numbered = Status is not ("pending" or "abandoned");
        var orders = Wanted(db.Set<Order>().AsNoTracking());
        if (Cursor is { Length: > 0 })
        {
            if (numbered && long.TryParse(Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                orders = orders.Where(o => o.Number < number);
            else if (!numbered && Guid.TryParse(Cursor, out var id))
                orders = orders.Where(o => o.Id.CompareTo(id) < 0);
            else
                return PageLimit.ForeignCursor;
        }

        orders = numbered ? orders.OrderByDescending(o => o.Number) : orders.OrderByDescending(o => o.Id);
        var limit = Limit ?? Usual;
        var rows = await orders.Take(limit + 1)
            .Select(o => new
            {
                o.Id,
                o.Number,
                o.Email,
                o.ShippingAddress,
                o.Status,
                o.PaymentStatus,
                o.FulfillmentStatus,
                o.Total,
                o.CreatedAt,
                o.PlacedAt,
                Count = o.Items.Sum(i => i.Quantity)
            }).ToListAsync(stop);
        var page = rows.Take(limit).Select(o => new Row(
            o.Id, o.Number, o.Email, o.ShippingAddress.Name, OrderDoor.Word(o.Status), o.PaymentStatus, o.FulfillmentStatus, o.Count,
            o.Total, o.CreatedAt, o.PlacedAt)).ToList();
        var last = page.LastOrDefault();
        return new Result(page, rows.Count <= limit || last is null ? null
            : numbered ? last.Number?.ToString(CultureInfo.InvariantCulture) : last.Id.ToString());
    }

    private IQueryable<Order> Wanted(IQueryable<Order> orders)
    {
        orders = Status switch
        {
            "pending" => orders.Where(o => o.Status == OrderStatus.Draft),
            "abandoned" => orders.Where(o => o.Status == OrderStatus.Abandoned),
            "unfulfilled" => orders.Where(o => o.Status == OrderStatus.Placed && o.FulfillmentStatus == FulfillmentStatus.Unfulfilled),
            "email-failed" => orders.Where(o => o.Status == OrderStatus.Placed && o.UndeliveredMails.Length > 0),
            "fulfilled" => orders.Where(o => o.Status == OrderStatus.Placed && o.FulfillmentStatus == FulfillmentStatus.Fulfilled),
            _ => orders.Where(o => o.Status == OrderStatus.Placed)
        };
        var sought = Q?.Trim().TrimStart('#');
        if (string.IsNullOrEmpty(sought)) return orders;
        if (long.TryParse(sought, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return orders.Where(o => o.Number == number);
        var other = EmailAddress.OtherSpelling(sought) ?? sought;
        return orders.Where(o => OrionDb.Fold(o.Email).Contains(OrionDb.Fold(sought)) || OrionDb.Fold(o.Email).Contains(OrionDb.Fold(other)));
    }
}
