using Orion.Features.Catalog;

namespace Orion.Features.Inventory;

/// <summary>
/// Counts stock. Every change first locks the levels that it touches, always in (variant, location) order, and only then looks
/// and writes: two orders that want the same things in another order wait for each other and never deadlock, and nothing is
/// promised twice. A holder's reservations are only touched by the holder, who has locked itself.
/// </summary>
public sealed class StockKeeper(OrionDb db, RequestContext request) : IStock
{
    public bool IsCounted => true;

    /// <summary>At so few the shop says how many are left, so its copy must be exact.</summary>
    private const int Few = 5;

    public async Task<IReadOnlyDictionary<Guid, StockState>> FindAsync(IReadOnlyCollection<Guid> variants, CancellationToken stop)
    {
        if (variants.Count == 0) return new Dictionary<Guid, StockState>();
        var levels = await db.Set<StockLevel>().AsNoTracking().Where(l => variants.Contains(l.VariantId))
            .Select(l => new { l.VariantId, l.OnHand, l.Reserved, l.IsTracked, l.IsBackorderable }).ToListAsync(stop);
        return levels.GroupBy(l => l.VariantId).Where(g => g.All(l => l.IsTracked)).ToDictionary(
            g => g.Key, g => new StockState(g.Sum(l => l.OnHand), g.Sum(l => l.Reserved), g.All(l => !l.IsBackorderable)));
    }

    public async Task<IReadOnlyList<StockShortage>> ReserveAsync(
        Guid holder, IReadOnlyCollection<StockLine> lines, DateTimeOffset until, CancellationToken stop)
    {
        var wanted = lines.GroupBy(l => l.VariantId).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        var locked = await LockAsync([.. wanted.Keys], stop);
        List<StockShortage> shortages = [];
        List<LockedLevel> chosen = [];
        foreach (var levels in locked.GroupBy(l => l.VariantId).Where(g => g.All(l => l.IsTracked)))
        {
            if (levels.FirstOrDefault(l => l.IsBackorderable || l.Available >= wanted[levels.Key]) is { } level) chosen.Add(level);
            else shortages.Add(new StockShortage(levels.Key, Math.Max(levels.Max(l => l.Available), 0)));
        }

        if (shortages.Count > 0 || chosen.Count == 0) return shortages;
        Guid[] ids = [.. chosen.Select(_ => Guid.CreateVersion7())];
        Guid[] levelIds = [.. chosen.Select(l => l.Id)];
        int[] quantities = [.. chosen.Select(l => wanted[l.VariantId])];
        await db.Database.ExecuteSqlAsync(
            $"""
             with promised as (
               update stock_levels l set reserved = l.reserved + w.quantity
               from unnest({ids}, {levelIds}, {quantities}) as w(id, level_id, quantity)
               where l.store_id = {request.Store.Id} and l.id = w.level_id
               returning w.id, l.variant_id, l.location_id, w.quantity)
             insert into stock_reservations (store_id, id, holder_id, variant_id, location_id, quantity, expires_at)
             select {request.Store.Id}, p.id, {holder}, p.variant_id, p.location_id, p.quantity, {until} from promised p
             """, stop);
        await ShowAsync([.. chosen.Select(l => (l.VariantId, l.Available, l.Available - wanted[l.VariantId], l.IsBackorderable))], stop);
        return [];
    }

    public Task ExtendAsync(Guid holder, DateTimeOffset until, CancellationToken stop) =>
        db.Set<StockReservation>().Where(r => r.HolderId == holder && r.ExpiresAt < until)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.ExpiresAt, until), stop);

    public async Task ReleaseAsync(Guid holder, CancellationToken stop)
    {
        var promised = await LockPromisedAsync(holder, stop);
        if (promised.Count == 0) return;
        await db.Database.ExecuteSqlAsync(
            $"""
             with gone as (
               delete from stock_reservations r where r.store_id = {request.Store.Id} and r.holder_id = {holder}
               returning r.variant_id, r.location_id, r.quantity)
             update stock_levels l set reserved = l.reserved - g.quantity
             from gone g where l.store_id = {request.Store.Id} and l.variant_id = g.variant_id and l.location_id = g.location_id
             """, stop);
        await ShowAsync([.. promised.Select(p => (p.VariantId, p.Available, p.Available + p.Quantity, p.IsBackorderable))], stop);
    }

    public async Task TakeAsync(Guid holder, CancellationToken stop)
    {
        if ((await LockPromisedAsync(holder, stop)).Count == 0) return;
        // The movement takes over the reservation's key. What is available stays the same: it was promised already.
        await db.Database.ExecuteSqlAsync(
            $"""
             with gone as (
               delete from stock_reservations r where r.store_id = {request.Store.Id} and r.holder_id = {holder}
               returning r.id, r.variant_id, r.location_id, r.quantity),
             taken as (
               update stock_levels l set on_hand = l.on_hand - g.quantity, reserved = l.reserved - g.quantity
               from gone g where l.store_id = {request.Store.Id} and l.variant_id = g.variant_id and l.location_id = g.location_id)
             insert into stock_movements (store_id, id, variant_id, location_id, quantity, reason, cause_id, created_at)
             select {request.Store.Id}, g.id, g.variant_id, g.location_id, -g.quantity, {nameof(MovementReason.Sold)}, {holder}, {request.Now}
             from gone g
             """, stop);
    }

    public async Task ExpireAsync(CancellationToken stop)
    {
        var now = request.Now;
        var forgotten = await db.Set<StockReservation>().Where(r => r.ExpiresAt < now).Select(r => r.HolderId).Distinct()
            .OrderBy(h => h).Take(500).ToListAsync(stop);
        foreach (var holder in forgotten) await ReleaseAsync(holder, stop);
    }

    public async Task<Refusal?> SetAsync(IReadOnlyCollection<StockCount> counts, StockSource source, CancellationToken stop)
    {
        if (counts.Count == 0) return null;
        var wanted = counts.GroupBy(c => c.VariantId).Select(g => g.Last()).OrderBy(c => c.VariantId).ToList();
        var location = await StockLocations.EnsureDefaultAsync(db, request.Store.Id, stop);
        Guid[] variants = [.. wanted.Select(c => c.VariantId)];
        await AddMissingLevelsAsync(variants, location, stop);
        var before = (await LockAsync(variants, stop)).Where(l => l.LocationId == location).ToDictionary(l => l.VariantId);
        if (wanted.FirstOrDefault(c => (c.OnHand ?? before[c.VariantId].OnHand) < before[c.VariantId].Reserved
                && !(c.IsBackorderable ?? before[c.VariantId].IsBackorderable) && (c.IsTracked ?? before[c.VariantId].IsTracked)) is { } little)
            return Refusal.Conflict("stock_promised",
                $"{before[little.VariantId].Reserved} are promised to orders that are being paid for. Try again in a minute, or set a higher number.");

        Guid[] ids = [.. wanted.Select(_ => Guid.CreateVersion7())];
        int[] onHand = [.. wanted.Select(c => c.OnHand ?? before[c.VariantId].OnHand)];
        bool[] tracked = [.. wanted.Select(c => c.IsTracked ?? before[c.VariantId].IsTracked)];
        bool[] backorderable = [.. wanted.Select(c => c.IsBackorderable ?? before[c.VariantId].IsBackorderable)];
        var reason = source == StockSource.Import ? nameof(MovementReason.Imported) : nameof(MovementReason.Adjusted);
        await db.Database.ExecuteSqlAsync(
            $"""
             with wanted as (
               select w.id, w.variant_id, w.on_hand, w.tracked, w.backorderable, l.on_hand as before
               from unnest({ids}, {variants}, {onHand}, {tracked}, {backorderable}) as w(id, variant_id, on_hand, tracked, backorderable)
               join stock_levels l on l.store_id = {request.Store.Id} and l.variant_id = w.variant_id and l.location_id = {location}),
             counted as (
               update stock_levels l set on_hand = w.on_hand, is_tracked = w.tracked, is_backorderable = w.backorderable
               from wanted w where l.store_id = {request.Store.Id} and l.variant_id = w.variant_id and l.location_id = {location})
             insert into stock_movements (store_id, id, variant_id, location_id, quantity, reason, cause_id, created_at)
             select {request.Store.Id}, w.id, w.variant_id, {location}, w.on_hand - w.before, {reason}, null, {request.Now}
             from wanted w where w.on_hand <> w.before
             """, stop);
        if (source == StockSource.Merchant) Record(wanted, before);
        await RefreshDocumentsAsync(variants, stop);
        return null;
    }

    /// <summary>What people count is written down as theirs; an import tells of itself once, with its sums.</summary>
    private void Record(List<StockCount> counts, Dictionary<Guid, LockedLevel> before)
    {
        foreach (var count in counts)
        {
            var level = before[count.VariantId];
            var was = new { available = level.Available, tracked = level.IsTracked, backorderable = level.IsBackorderable };
            var now = new
            {
                available = (count.OnHand ?? level.OnHand) - level.Reserved,
                tracked = count.IsTracked ?? level.IsTracked,
                backorderable = count.IsBackorderable ?? level.IsBackorderable
            };
            if (!was.Equals(now)) db.Record("changed", "stock", count.VariantId, before: was, after: now);
        }
    }

    private Task<List<LockedLevel>> LockAsync(Guid[] variants, CancellationToken stop) =>
        db.Database.SqlQuery<LockedLevel>(
            $"""
             select l.id, l.variant_id, l.location_id, l.on_hand - l.reserved as available, l.reserved, l.is_tracked, l.is_backorderable
             from stock_levels l where l.store_id = {request.Store.Id} and l.variant_id = any({variants})
             order by l.variant_id, l.location_id for update
             """).ToListAsync(stop);

    private Task<List<PromisedLevel>> LockPromisedAsync(Guid holder, CancellationToken stop) =>
        db.Database.SqlQuery<PromisedLevel>(
            $"""
             select l.variant_id, l.on_hand - l.reserved as available, l.is_backorderable, r.quantity
             from stock_reservations r
             join stock_levels l on l.store_id = r.store_id and l.variant_id = r.variant_id and l.location_id = r.location_id
             where r.store_id = {request.Store.Id} and r.holder_id = {holder}
             order by l.variant_id, l.location_id for update of l
             """).ToListAsync(stop);

    private Task<int> AddMissingLevelsAsync(Guid[] variants, Guid location, CancellationToken stop)
    {
        Guid[] ids = [.. variants.Select(_ => Guid.CreateVersion7())];
        return db.Database.ExecuteSqlAsync(
            $"""
             insert into stock_levels (store_id, id, variant_id, location_id, on_hand, reserved, is_tracked, is_backorderable)
             select {request.Store.Id}, w.id, w.variant_id, {location}, 0, 0, true, false
             from unnest({ids}, {variants}) as w(id, variant_id) order by w.variant_id
             on conflict (store_id, variant_id, location_id) do nothing
             """, stop);
    }

    /// <summary>The shop's copies follow when something sells out, is back, or is nearly gone.</summary>
    private Task ShowAsync(IReadOnlyCollection<(Guid Variant, int Before, int After, bool Backorderable)> changes, CancellationToken stop)
    {
        Guid[] shown = [.. changes.Where(c => !c.Backorderable && Math.Min(c.Before, c.After) <= Few).Select(c => c.Variant)];
        return shown.Length == 0 ? Task.CompletedTask : RefreshDocumentsAsync(shown, stop);
    }

    private async Task RefreshDocumentsAsync(Guid[] variants, CancellationToken stop)
    {
        Guid[] products = await db.Set<ProductVariant>().Where(v => variants.Contains(v.Id))
            .Select(v => v.ProductId).Distinct().OrderBy(p => p).ToArrayAsync(stop);
        await ProductDocuments.RefreshAsync(db, request.Store.Id, products, stop);
    }

    private sealed record LockedLevel(
        Guid Id, Guid VariantId, Guid LocationId, int Available, int Reserved, bool IsTracked, bool IsBackorderable)
    {
        public int OnHand => Available + Reserved;
    }

    private sealed record PromisedLevel(Guid VariantId, int Available, bool IsBackorderable, int Quantity);
}
