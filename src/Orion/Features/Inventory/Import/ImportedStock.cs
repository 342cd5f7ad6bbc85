using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Orion.Features.Catalog.Import;

namespace Orion.Features.Inventory.Import;

/// <summary>
/// Sets the stock of a batch of imported variants in a few statements, at the store's own location. Levels are locked in the
/// order that everything else locks them in, before they are looked at; what is promised to orders is never taken away.
/// </summary>
public sealed class ImportedStock(OrionDb db, RequestContext request) : IImportedStock
{
    private const string Lock =
        """
        select 1 from stock_levels l join import_variants s on s.id = l.variant_id
        where l.store_id = $1 order by l.variant_id, l.location_id for update of l
        """;

    private const string Update =
        """
        with wanted as (
          select l.id, s.product_id, l.variant_id, s.movement_id, l.on_hand as before, t.tracked, t.backorderable,
                 case when t.tracked and not t.backorderable then greatest(t.told, l.reserved) else t.told end as on_hand
          from stock_levels l join import_variants s on s.id = l.variant_id
          cross join lateral (
            select coalesce(s.quantity, l.on_hand) as told,
                   coalesce(s.is_tracked, l.is_tracked) as tracked,
                   coalesce(s.is_backorderable, l.is_backorderable) as backorderable) t
          where l.store_id = $1 and l.location_id = $2),
        changed as (
          update stock_levels l set on_hand = w.on_hand, is_tracked = w.tracked, is_backorderable = w.backorderable
          from wanted w
          where l.store_id = $1 and l.id = w.id
            and (l.on_hand, l.is_tracked, l.is_backorderable) is distinct from (w.on_hand, w.tracked, w.backorderable)
          returning w.product_id, w.variant_id, w.movement_id, w.on_hand - w.before as quantity),
        moved as (
          insert into stock_movements (store_id, id, variant_id, location_id, quantity, reason, cause_id, created_at)
          select $1, c.movement_id, c.variant_id, $2, c.quantity, 'Imported', null, $3 from changed c where c.quantity <> 0)
        insert into import_changes select 'stock', product_id, variant_id from changed
        """;

    /// <summary>A variant of which the file doesn't say whether it is counted is so where others of its product are: it must not sell without end.</summary>
    private const string Insert =
        """
        with made as (
          insert into stock_levels (store_id, id, variant_id, location_id, on_hand, reserved, is_tracked, is_backorderable)
          select $1, s.level_id, s.id, $2, coalesce(s.quantity, 0), 0,
                 coalesce(
                   s.is_tracked,
                   (select bool_or(l.is_tracked)
                    from product_variants v join stock_levels l on l.store_id = $1 and l.variant_id = v.id
                    where v.store_id = $1 and v.product_id = s.product_id and v.removed_at is null),
                   false),
                 coalesce(s.is_backorderable, false)
          from import_variants s
          where not exists (select 1 from stock_levels l where l.store_id = $1 and l.variant_id = s.id and l.location_id = $2)
          order by s.id
          on conflict (store_id, variant_id, location_id) do nothing
          returning variant_id, on_hand),
        moved as (
          insert into stock_movements (store_id, id, variant_id, location_id, quantity, reason, cause_id, created_at)
          select $1, s.movement_id, s.id, $2, m.on_hand, 'Imported', null, $3
          from made m join import_variants s on s.id = m.variant_id where m.on_hand <> 0)
        insert into import_changes select 'stock', s.product_id, s.id from made m join import_variants s on s.id = m.variant_id
        """;

    public async Task ApplyAsync(CancellationToken stop)
    {
        var location = await StockLocations.EnsureDefaultAsync(db, request.Store.Id, stop);
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        object store = request.Store.Id, now = request.Now;
        Add(batch, Lock, store);
        Add(batch, Update, store, location, now);
        Add(batch, Insert, store, location, now);
        await batch.ExecuteNonQueryAsync(stop);
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
