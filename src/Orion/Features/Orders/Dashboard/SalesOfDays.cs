using Orion.Framework.Currencies;
using Orion.Framework.Regions;

namespace Orion.Features.Orders.Dashboard;

/// <summary>What was sold on each of the last days, by the store's own calendar. The last day is today and not over.</summary>
public sealed record SalesOfDays(IReadOnlyList<SalesOfDays.Day> Days, string Currency)
{
    /// <summary>How many days are shown.</summary>
    public const int Shown = 14;

    /// <summary>A day of the store's time zone.</summary>
    public sealed record Day(DateOnly Date, MoneySum Sales, int Orders);

    public Day Today => Days[^1];

    public MoneySum Sum => new(Days.Sum(d => d.Sales.Amount), Currency);

    public int Orders => Days.Sum(d => d.Orders);

    /// <summary>How much of the best day a day is, from 0 to 1.</summary>
    public decimal ShareOf(Day day) => day.Sales.Amount == 0 ? 0 : day.Sales.Amount / Days.Max(d => d.Sales.Amount);

    public static async Task<SalesOfDays> LoadAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(request.Now, request.Zone).DateTime);
        var dates = Enumerable.Range(1 - Shown, Shown).Select(today.AddDays).ToList();
        // The moments at which the days begin, so that the database needs to know no time zone.
        var begins = dates.Select(request.Zone.BeginningOf).ToArray();
        var sums = await db.Database.SqlQuery<SumOfDay>(
            $"""
             select width_bucket(placed_at, {begins}) as number, sum(total_amount) as sales, count(*)::int as orders
             from orders
             where store_id = {request.Store.Id} and status = {nameof(OrderStatus.Placed)} and placed_at >= {begins[0]}
             group by 1
             """).ToDictionaryAsync(s => s.Number, stop);
        var currency = request.Store.Currency;
        return new SalesOfDays(
            [.. dates.Select((date, i) => sums.GetValueOrDefault(i + 1) is { } sum
                ? new Day(date, new MoneySum(sum.Sales, currency), sum.Orders)
                : new Day(date, new MoneySum(0, currency), 0))], currency);
    }

    private sealed record SumOfDay(int Number, decimal Sales, int Orders);
}
