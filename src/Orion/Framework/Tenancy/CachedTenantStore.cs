using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;
using Orion.Framework.Database;

namespace Orion.Framework.Tenancy;

/// <summary>
/// The cache before the store directory. Bounded, so that a flood of made-up hosts costs memory no more than
/// <see cref="Capacity"/> entries; unknown names are remembered too, so that they don't reach the database. A change of a
/// store or platform is announced by <see cref="Notifications"/> and drops what was known of it on every node.
/// </summary>
public sealed class CachedTenantStore : ITenantStore, IDisposable
{
    /// <summary>The channel on which changes of stores and platforms are announced: <c>store:ID</c> or <c>platform:ID</c>.</summary>
    public const string Channel = "orion_tenancy";

    private const int Capacity = 50_000;
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(1);

    private readonly ITenantSource source;
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Capacity });
    private readonly ConcurrentDictionary<string, Lazy<Task<object?>>> loading = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> tags = new(StringComparer.Ordinal);
    private long generation;

    public CachedTenantStore(ITenantSource source, Notifications notifications)
    {
        this.source = source;
        notifications.Subscribe(Channel, Forget);
        notifications.Interrupted += ForgetAll;
    }

    public long Generation => Volatile.Read(ref generation);

    public ValueTask<TenantInfo?> FindByDomainAsync(string host, CancellationToken stop) =>
        FindAsync("domain:" + host, host, source.LoadByDomainAsync, TagsOf, stop);

    public ValueTask<TenantInfo?> FindByIdentifierAsync(string identifier, CancellationToken stop) =>
        FindAsync("code:" + identifier, identifier, source.LoadByIdentifierAsync, TagsOf, stop);

    public ValueTask<TenantInfo?> FindByIdAsync(Guid id, CancellationToken stop) =>
        FindAsync($"id:{id}", id, source.LoadByIdAsync, TagsOf, stop);

    public ValueTask<PlatformInfo?> FindPlatformAsync(string host, CancellationToken stop) =>
        FindAsync("platform:" + host, host, source.LoadPlatformAsync, static p => [$"platform:{p.Id}"], stop);

    public void Dispose()
    {
        cache.Dispose();
        foreach (var tag in tags.Values) tag.Dispose();
    }

    private static string[] TagsOf(TenantInfo store) => [$"store:{store.Id}", $"platform:{store.Platform.Id}"];

    private ValueTask<T?> FindAsync<TKey, T>(
        string key, TKey argument, Func<TKey, CancellationToken, Task<T?>> load, Func<T, string[]> tagsOf,
        CancellationToken stop) where T : class
    {
        if (cache.TryGetValue(key, out var known)) return ValueTask.FromResult((T?)known);
        // One load for all who ask at once; it is nobody's request, so that one shopper's leaving doesn't fail the others.
        var pending = loading.GetOrAdd(key, _ => new Lazy<Task<object?>>(async () =>
        {
            try
            {
                var before = Volatile.Read(ref generation);
                var found = await load(argument, CancellationToken.None);
                // What changed while it was being read may be old already: answer with it, but don't keep it.
                if (before == Volatile.Read(ref generation)) Keep(key, found, found is null ? [] : tagsOf(found));
                return found;
            }
            finally
            {
                loading.TryRemove(key, out var _);
            }
        }));
        return Wait(pending.Value, stop);

        static async ValueTask<T?> Wait(Task<object?> pending, CancellationToken stop) => (T?)await pending.WaitAsync(stop);
    }

    private void Keep(string key, object? found, string[] itsTags)
    {
        var options = new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = found is null ? Unknown : Known
        };
        // What doesn't exist yet may appear with any change, so absence hangs on every announcement.
        foreach (var tag in found is null ? ["absent"] : itsTags)
            options.AddExpirationToken(new CancellationChangeToken(tags.GetOrAdd(tag, _ => new()).Token));
        cache.Set(key, found, options);
    }

    private void Forget(string tag)
    {
        Interlocked.Increment(ref generation);
        foreach (var name in (string[])[tag, "absent"])
            if (tags.TryRemove(name, out var source))
                source.Cancel();
    }

    private void ForgetAll()
    {
        Interlocked.Increment(ref generation);
        cache.Clear();
    }
}
