using Orion.Framework.Auth;
using Orion.Framework.Currencies;

namespace Orion.Features.Orders.Account;

/// <summary>
/// A customer's own orders, newest first: those made while signed in. An order by a guest with the same e-mail address is not
/// theirs, because nobody has proved to own that address.
/// </summary>
/// <param name="Cursor">Where the page before ended, as it said.</param>
/// <param name="Limit">How many, at most 250.</param>
public sealed record ListOwnOrders(string? Cursor = null, int? Limit = null)
{
    private const int Usual = 20;

    /// <summary>A page of orders.</summary>
    public sealed record Result(IReadOnlyList<Row> Items, string? NextCursor);

    /// <summary>An order in the list.</summary>
    /// <param name="Number">Null until it is paid for.</param>
    /// <param name="Token">Opens the order's page.</param>
    /// <param name="At">When it was placed; begun, for one that isn't yet.</param>
    public sealed record Row(
        long? Number, string Token, string Status, PaymentStatus PaymentStatus, FulfillmentStatus FulfillmentStatus, int ItemCount,
        Money Total, DateTimeOffset At);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        if (request.Principal is not CustomerPrincipal customer) return Refusal.NotFound();
        if (PageLimit.Check(Limit) is { } tooMany) return tooMany;
        var orders = db.Set<Order>().AsNoTracking().Where(o => o.CustomerId == customer.CustomerId && o.Status != OrderStatus.Abandoned);
        if (Cursor is { Length: > 0 })
        {
            if (!Guid.TryParse(Cursor, out var id)) return PageLimit.ForeignCursor;
            orders = orders.Where(o => o.Id.CompareTo(id) < 0);
        }

        var limit = Limit ?? Usual;
        var rows = await orders.OrderByDescending(o => o.Id).Take(limit + 1)
            .Select(o => new
            {
                o.Id,
                o.Number,
                o.Token,
                o.Status,
                o.PaymentStatus,
                o.FulfillmentStatus,
                o.Total,
                Count = o.Items.Sum(i => i.Quantity),
                At = o.PlacedAt ?? o.CreatedAt
            }).ToListAsync(stop);
        return new Result(
            [
                .. rows.Take(limit).Select(o => new Row(
                    o.Number, o.Token, OrderDoor.Word(o.Status), o.PaymentStatus, o.FulfillmentStatus, o.Count, o.Total, o.At))
            ],
            rows.Count > limit ? rows[limit - 1].Id.ToString() : null);
    }
}
