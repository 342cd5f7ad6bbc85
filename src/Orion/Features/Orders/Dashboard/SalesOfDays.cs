using Orion.Framework.Currencies;

namespace Orion.Features.Orders.Dashboard;

/// <summary>What was sold on each of the last days, by the store's own calendar. The last day is today and not over.</summary>
public sealed record SalesOfDays(IReadOnlyList<SalesOfDays.Day> Days, string Currency)
{
    /// <summary>How many days are shown.</summary>
    public const int Shown = 14;

    /// <summary>A day of the store's time zone.</summary>
    public sealed record Day(DateOnly Date, Money Sales, int Orders);

    public Day Today => Days[^1];

    public Money Sum => Days.Aggregate(Money.Zero(Currency), (sum, day) => sum + day.Sales);

    public int Orders => Days.Sum(d => d.Orders);

    public Money Best => Days.Max(d => d.Sales);

    public static async Task<SalesOfDays> LoadAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(request.Store.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(request.Now, zone).DateTime);
        var first = today.AddDays(1 - Shown);
        var midnight = first.ToDateTime(TimeOnly.MinValue);
        // A midnight that the clock skips does not exist; the day begins an hour later then.
        if (zone.IsInvalidTime(midnight)) midnight = midnight.AddHours(1);
        var since = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
        var id = zone.Id;
        var sums = await db.Set<Order>().Where(o => o.Status == OrderStatus.Placed && o.PlacedAt >= since)
            .GroupBy(o => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(o.PlacedAt!.Value.UtcDateTime, id).Date)
            .Select(g => new { Date = g.Key, Sales = g.Sum(o => o.Total.Amount), Orders = g.Count() })
            .ToListAsync(stop);
        var byDay = sums.ToDictionary(s => DateOnly.FromDateTime(s.Date));
        var currency = request.Store.Currency;
        return new SalesOfDays(
            [.. Enumerable.Range(0, Shown).Select(i => first.AddDays(i)).Select(date => byDay.TryGetValue(date, out var sum)
                ? new Day(date, new Money(sum.Sales, currency), sum.Orders)
                : new Day(date, Money.Zero(currency), 0))], currency);
    }
}
