using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;
using Orion.Framework.Database;

namespace Orion.Framework.Web;

/// <summary>A finished answer, kept with its compressed twins.</summary>
/// <param name="Plain">The bytes as rendered.</param>
/// <param name="Brotli">The same bytes, brotli.</param>
/// <param name="Gzip">The same bytes, gzip.</param>
/// <param name="Headers">The headers that were set when the page was made, but those of one request alone.</param>
public sealed record CachedPage(byte[] Plain, byte[] Brotli, byte[] Gzip, KeyValuePair<string, StringValues>[] Headers)
{
    private volatile bool isDropped;

    /// <summary>Whether it was dropped since: something that it shows has changed, or it is too old.</summary>
    public bool IsDropped => isDropped;

    /// <summary>Bytes that the entry costs.</summary>
    public int Size => Plain.Length + Brotli.Length + Gzip.Length + 512;

    /// <summary>Marks it as dropped, for those who hold it still.</summary>
    public void Drop() => isDropped = true;

    /// <summary>Writes the bytes in the best coding that the caller takes.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        var coding = AcceptedCodings.Best(http.Request.Headers.AcceptEncoding);
        var body = coding switch { ContentCoding.Brotli => Brotli, ContentCoding.Gzip => Gzip, _ => Plain };
        if (coding != ContentCoding.Identity) http.Response.Headers.ContentEncoding = coding == ContentCoding.Brotli ? "br" : "gzip";
        http.Response.Headers.Append("Vary", "Accept-Encoding");
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}

/// <summary>
/// Pages of anonymous shoppers, kept whole in memory: bounded in bytes, short-lived, dropped by tag on every node the moment a
/// change commits. While the line on which changes are announced is down nothing is added, and what is there is served for a
/// minute at most: so shops stay open for lookers when the database is away.
/// </summary>
public sealed class PageCache : IDisposable
{
    /// <summary>The channel on which tags are dropped: <c>STORE-ID</c> or <c>STORE-ID:tag</c>.</summary>
    public const string Channel = "orion_purge";

    /// <summary>How long a page is kept at most.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly MemoryCache cache;
    private readonly bool isOff;
    private readonly ConcurrentDictionary<string, CancellationTokenSource> tags = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, long> generations = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> filling = new(StringComparer.Ordinal);
    private readonly Notifications notifications;
    private readonly ITenantStore stores;
    private long epoch;

    // The stores' cache hears of a change first, because it is made first: see Keep.
    public PageCache(Notifications notifications, ITenantStore stores, IConfiguration settings)
    {
        this.stores = stores;
        var megabytes = settings.GetValue("PageCache:Megabytes", 128L);
        isOff = megabytes <= 0;
        cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = Math.Max(megabytes, 1) * 1024 * 1024 });
        this.notifications = notifications;
        notifications.Subscribe(Channel, Purge);
        notifications.Subscribe(CachedTenantStore.Channel, ForgetStore);
        notifications.Interrupted += Clear;
    }

    /// <summary>Whether changes are being heard, so that what is kept can be trusted. Never, where no memory is given to the cache.</summary>
    public bool IsTrusted => !isOff && notifications.IsTrusted;

    /// <summary>The page under a key, if it is kept.</summary>
    public CachedPage? Find(string key) => IsTrusted && cache.TryGetValue(key, out CachedPage? page) ? page : null;

    /// <summary>A mark to compare later: has anything of this store changed since?</summary>
    public (long Store, long Epoch) Mark(Guid store) => (generations.GetValueOrDefault(store), Volatile.Read(ref epoch));

    /// <summary>
    /// Keeps a page unless something that it shows changed while it was being made: what belongs to the store since the mark, or the
    /// store itself since the request found it.
    /// </summary>
    public void Keep(string key, Guid store, (long Store, long Epoch) mark, long storesAsOf, IEnumerable<string> itsTags, CachedPage page)
    {
        var options = new MemoryCacheEntryOptions { Size = page.Size, AbsoluteExpirationRelativeToNow = Life };
        foreach (var tag in itsTags.Prepend("").Select(t => TagName(store, t)))
            options.AddExpirationToken(new CancellationChangeToken(tags.GetOrAdd(tag, _ => new()).Token));
        options.RegisterPostEvictionCallback(static (_, dropped, _, _) => ((CachedPage)dropped!).Drop());
        if (!isOff && notifications.IsListening && mark == Mark(store) && storesAsOf == stores.Generation) cache.Set(key, page, options);
        else page.Drop();
    }

    /// <summary>
    /// Lets one caller make a page while the others who want it wait for that one, at most <paramref name="patience"/>. Gives
    /// no page to the one who makes it, nor to those who waited in vain: they make one for themselves alone.
    /// </summary>
    public async Task<(CachedPage? Page, bool Makes)> WaitForAsync(string key, TimeSpan patience, CancellationToken stop)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var there = filling.GetOrAdd(key, mine);
        if (ReferenceEquals(there, mine)) return (null, true);
        await Task.WhenAny(there.Task, Task.Delay(patience, stop));
        return (Find(key), false);
    }

    /// <summary>Tells those who wait that the page is made, or will not be.</summary>
    public void Made(string key)
    {
        if (filling.TryRemove(key, out var waiting)) waiting.TrySetResult();
    }

    /// <summary>Drops everything.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref epoch);
        cache.Clear();
    }

    public void Dispose()
    {
        cache.Dispose();
        foreach (var tag in tags.Values) tag.Dispose();
    }

    private void Purge(string payload)
    {
        if (payload.Length < 36 || !Guid.TryParse(payload.AsSpan(0, 36), out var store)) return;
        generations.AddOrUpdate(store, 1, static (_, n) => n + 1);
        if (tags.TryRemove(payload.Length == 36 ? TagName(store, "") : payload, out var source)) source.Cancel();
    }

    private void ForgetStore(string payload)
    {
        if (payload.StartsWith("store:", StringComparison.Ordinal)) Purge(payload["store:".Length..]);
        else Clear();
    }

    private static string TagName(Guid store, string tag) => tag.Length == 0 ? store.ToString() : $"{store}:{tag}";
}

/// <summary>A request that is to fill the cache with its answer.</summary>
public sealed class CacheFill(PageCache cache, string key, Guid store)
{
    private readonly (long, long) mark = cache.Mark(store);

    /// <summary>Whether routing found an endpoint whose answers may be kept.</summary>
    public bool Allowed { get; set; }

    /// <summary>Keeps the rendered bytes under the request's key; null where this answer may not be kept.</summary>
    public async Task<CachedPage?> KeepAsync(HttpContext http, byte[] plain)
    {
        if (!Allowed || http.Response.Headers.SetCookie.Count > 0) return null;
        var request = http.Features.GetRequiredFeature<RequestContext>();
        // Shoppers' browsers ask again each time; what is kept here is kept on this side only.
        http.Response.Headers.CacheControl = "private, no-cache";
        var headers = http.Response.Headers
            .Where(h => h.Key is not ("X-Correlation-Id" or "Content-Length" or "Date" or "Server" or "Content-Encoding"))
            .Append(new("Content-Type", "text/html; charset=utf-8")).DistinctBy(h => h.Key).ToArray();
        var page = new CachedPage(plain, await Compression.BrotliAsync(plain), await Compression.GzipAsync(plain), headers);
        cache.Keep(key, store, mark, request.StoresAsOf, request.CacheTags, page);
        return page;
    }
}
