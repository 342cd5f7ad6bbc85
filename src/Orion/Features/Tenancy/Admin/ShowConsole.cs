namespace Orion.Features.Tenancy.Admin;

/// <summary>The console's first page: how many stores there are, which are closed, which are new.</summary>
public sealed record ShowConsole
{
    public sealed record Result(
        IReadOnlyDictionary<StoreStatus, int> Counts, int Platforms, IReadOnlyList<StoreRow> Suspended, IReadOnlyList<StoreRow> Newest);

    private const int Most = 5;

    public async Task<Result> RunAsync(PlatformDb db, CancellationToken stop)
    {
        var stores = db.Set<Store>().AsNoTracking();
        var suspended = await stores.Where(s => s.Status == StoreStatus.Suspended).OrderByDescending(s => s.SuspendedAt)
            .AsRows(db).Take(Most).ToListAsync(stop);
        var newest = await stores.OrderByDescending(s => s.CreatedAt).AsRows(db).Take(Most).ToListAsync(stop);
        return new Result(
            await BrowseStores.CountAsync(db, stop), await db.Set<Platform>().CountAsync(stop),
            suspended, newest);
    }
}
