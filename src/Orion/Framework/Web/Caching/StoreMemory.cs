using Microsoft.Extensions.Caching.Memory;
using Orion.Framework.Database;

namespace Orion.Framework.Web;

/// <summary>
/// One small thing per store, kept in memory on every node: a navigation, a theme. Dropped the moment a change of the store's
/// catalogue or of the store itself commits, by the same announcements as the page cache; while those can't be heard, nothing is
/// served from it. What it holds is shared between requests, so it must never be changed.
/// </summary>
public sealed class StoreMemory<T> : IDisposable where T : class
{
    private const int MostStores = 5_000;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostStores });
    private readonly Notifications notifications;
    private long changes;

    public StoreMemory(Notifications notifications)
    {
        this.notifications = notifications;
        notifications.Subscribe(PageCache.Channel, payload => Forget(payload));
        notifications.Subscribe(CachedTenantStore.Channel, payload =>
        {
            if (payload.StartsWith("store:", StringComparison.Ordinal)) Forget(payload.AsSpan("store:".Length));
        });
        notifications.Interrupted += Clear;
    }

    /// <summary>What is kept for a store, or what <paramref name="load"/> gives.</summary>
    public async ValueTask<T> GetAsync(Guid store, Func<Task<T>> load)
    {
        if (notifications.IsListening && cache.TryGetValue(store, out T? kept) && kept is not null) return kept;
        var before = Volatile.Read(ref changes);
        var made = await load();
        // What was read while a change was being announced may be what was true before it.
        if (notifications.IsListening && before == Volatile.Read(ref changes))
            cache.Set(store, made, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Idle });
        return made;
    }

    public void Dispose() => cache.Dispose();

    private void Forget(ReadOnlySpan<char> payload)
    {
        if (payload.Length < 36 || !Guid.TryParse(payload[..36], out var store)) return;
        Interlocked.Increment(ref changes);
        cache.Remove(store);
    }

    private void Clear()
    {
        Interlocked.Increment(ref changes);
        cache.Clear();
    }
}
