namespace Orion.Features.Inventory;

/// <summary>Where stock lies.</summary>
public static class StockLocations
{
    /// <summary>The store's own location, made when it has none yet. Two who make it at once get the same one.</summary>
    public static async Task<Guid> EnsureDefaultAsync(OrionDb db, Guid store, CancellationToken stop)
    {
        if (await FindDefaultAsync(db, stop) is { } there) return there;
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into stock_locations (store_id, id, name, is_default) values ({store}, {Guid.CreateVersion7()}, 'Main location', true)
             on conflict (store_id) where is_default do nothing
             """, stop);
        return await FindDefaultAsync(db, stop) ?? throw new InvalidOperationException("A store has a location.");
    }

    private static async Task<Guid?> FindDefaultAsync(OrionDb db, CancellationToken stop) =>
        await db.Set<StockLocation>().AsNoTracking().Where(l => l.IsDefault).Select(l => (Guid?)l.Id).FirstOrDefaultAsync(stop);
}
