using Orion.Framework.Configuration;

namespace Orion.Features.Orders;

/// <summary>
/// Proves the books of every store: each level is the sum of its movements and what is reserved is the sum of open
/// reservations; each order's lines, tax lines and sums add up; numbers have no gaps and agree with the counter.
/// </summary>
public sealed class VerifyCommand : ICommand
{
    public string Name => "verify";

    public string Usage => "verify                  prove that stock, orders and numbers of every store add up";

    public async Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var differences = await FindAsync(db, stop);
        foreach (var difference in differences) Console.WriteLine($"{difference.Store}: {difference.What}");
        Console.WriteLine(differences.Count == 0
            ? $"Everything adds up in {await db.Set<Features.Tenancy.Store>().CountAsync(stop)} stores."
            : $"{differences.Count} differences.");
        return differences.Count == 0 ? 0 : 1;
    }

    /// <summary>Something that doesn't add up.</summary>
    internal sealed record Difference(string Store, string What);

    /// <summary>All differences of all stores, at most 1,000.</summary>
    internal static Task<List<Difference>> FindAsync(PlatformDb db, CancellationToken stop) =>
        db.Database.SqlQuery<Difference>(
            $"""
             with found as (
               select l.store_id, format('variant %s: %s on hand, movements sum to %s', l.variant_id, l.on_hand, coalesce(m.moved, 0)) as what
               from stock_levels l
               left join (select store_id, variant_id, location_id, sum(quantity) as moved from stock_movements group by 1, 2, 3) m
                 using (store_id, variant_id, location_id)
               where l.on_hand <> coalesce(m.moved, 0)
               union all
               select l.store_id, format('variant %s: %s reserved, reservations sum to %s', l.variant_id, l.reserved, coalesce(r.kept, 0))
               from stock_levels l
               left join (select store_id, variant_id, location_id, sum(quantity) as kept from stock_reservations group by 1, 2, 3) r
                 using (store_id, variant_id, location_id)
               where l.reserved <> coalesce(r.kept, 0)
               union all
               select o.store_id, format('order %s: lines sum to %s, subtotal is %s', coalesce(o.number::text, o.id::text), coalesce(i.lines, 0), o.subtotal_amount)
               from orders o
               left join (select store_id, order_id, sum(total_amount) as lines, bool_and(total_amount = unit_price_amount * quantity) as exact
                          from order_items group by 1, 2) i on i.store_id = o.store_id and i.order_id = o.id
               where coalesce(i.lines, 0) <> o.subtotal_amount or not coalesce(i.exact, true)
               union all
               select o.store_id, format('order %s: tax lines sum to %s, tax is %s', coalesce(o.number::text, o.id::text), coalesce(t.taxes, 0), o.tax_amount)
               from orders o
               left join (select store_id, order_id, sum(amount_amount) as taxes from order_tax_lines group by 1, 2) t
                 on t.store_id = o.store_id and t.order_id = o.id
               where coalesce(t.taxes, 0) <> o.tax_amount
               union all
               select o.store_id, format('order %s: total is %s, its parts sum to %s', coalesce(o.number::text, o.id::text), o.total_amount,
                 o.subtotal_amount + o.shipping_amount + o.tax_amount)
               from orders o where o.total_amount <> o.subtotal_amount + o.shipping_amount + o.tax_amount
               union all
               select o.store_id, format('order %s: placed, but captured payments sum to %s of %s', o.number, coalesce(p.paid, 0), o.total_amount)
               from orders o
               left join (select store_id, order_id, sum(amount_amount) as paid from payments where state = 'Captured' group by 1, 2) p
                 on p.store_id = o.store_id and p.order_id = o.id
               where (o.status = 'Placed') <> (p.paid is not null) or (o.status = 'Placed' and p.paid <> o.total_amount)
               union all
               select o.store_id, format('order %s: placed without a number, or numbered without being placed', o.id)
               from orders o where (o.status = 'Placed') <> (o.number is not null)
               union all
               select o.store_id, format('order numbers: %s given, from %s to %s, the counter stands at %s', count(*), min(o.number), max(o.number), coalesce(max(c.last), 0))
               from orders o left join order_counters c using (store_id)
               where o.number is not null group by o.store_id
               having count(*) <> max(o.number) - {OrderCounter.Start} or min(o.number) <> {OrderCounter.Start + 1} or max(c.last) is distinct from max(o.number))
             select s.code as store, f.what from found f join stores s on s.id = f.store_id order by s.code, f.what limit 1000
             """).ToListAsync(stop);
}
