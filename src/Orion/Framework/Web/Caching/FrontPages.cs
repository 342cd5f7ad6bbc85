using System.Collections.Concurrent;
using System.Diagnostics;

namespace Orion.Framework.Web;

/// <summary>
/// Kept pages by the address as it arrives, for lookers with no cookie at all: found before a store is looked for and before the
/// request has any services. Holds no page of its own: what <see cref="PageCache"/> drops is gone from here at once.
/// </summary>
public sealed class FrontPages(PageCache cache, PageCacheMetrics metrics, TimeProvider clock)
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<Address, (CachedPage Page, long Until)> pages = new();

    /// <summary>Answers from what is kept, or passes on.</summary>
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!IsPlain(http.Request) || !pages.TryGetValue(AddressOf(http.Request), out var kept)) return next(http);
        if (kept.Page.IsDropped || kept.Until < clock.GetTimestamp() || !cache.IsTrusted)
        {
            if (kept.Page.IsDropped) pages.TryRemove(AddressOf(http.Request), out _);
            return next(http);
        }

        metrics.Looked(found: true);
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("face", "shop"));
        http.Response.Headers["X-Correlation-Id"] = Activity.Current?.TraceId.ToHexString() ?? Guid.CreateVersion7().ToString("N");
        foreach (var (name, value) in kept.Page.Headers) http.Response.Headers[name] = value;
        return kept.Page.WriteAsync(http);
    }

    /// <summary>Remembers under which address a kept page was asked for.</summary>
    public void Remember(HttpContext http, CachedPage page)
    {
        if (!IsPlain(http.Request) || http.Features.Get<AskedAddress>() is not { } asked) return;
        // As a whole, because which of the addresses are asked for again isn't worth keeping count of.
        if (pages.Count >= Most) pages.Clear();
        pages[asked.Value] = (page, clock.GetTimestamp() + (PageCache.Life.Ticks * clock.TimestampFrequency / TimeSpan.TicksPerSecond));
    }

    /// <summary>Notes the address before anything rewrites it.</summary>
    public static void Note(HttpContext http) => http.Features.Set(new AskedAddress(AddressOf(http.Request)));

    private static bool IsPlain(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.QueryString.HasValue && request.Headers.Cookie.Count == 0
        && request.Headers.Authorization.Count == 0 && !request.IsFromHtmx()
        && !request.Headers.ContainsKey("X-Correlation-Id");

    private static Address AddressOf(HttpRequest request) => new(request.Scheme, request.Host.Value ?? "", request.Path.Value ?? "");

    private readonly record struct Address(string Scheme, string Host, string Path);

    private sealed record AskedAddress(Address Value);
}
