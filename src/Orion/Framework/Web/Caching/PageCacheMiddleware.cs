using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace Orion.Framework.Web;

/// <summary>
/// Answers anonymous shoppers from the cache before anything else of the pipeline runs. Stands right behind the store context;
/// its twin behind routing (<see cref="AllowAsync"/>) decides which endpoints may fill it.
/// </summary>
public sealed class PageCacheMiddleware(RequestDelegate next, PageCache cache, PageCacheMetrics metrics, FrontPages front)
{
    /// <summary>Query names by which pages differ; others, such as those of campaigns, are no part of a page's identity.</summary>
    private static readonly FrozenSet<string> Whitelist =
        FrozenSet.Create(StringComparer.Ordinal, "q", "category", "sort", "cursor", "variant");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Features.GetRequiredFeature<RequestContext>();
        if (!MayBeCached(http, request))
        {
            await next(http);
            return;
        }

        var key = KeyOf(http, request);
        var page = cache.Find(key);
        if (page is null && cache.IsTrusted)
        {
            page = await cache.WaitForAsync(key, Patience, http.RequestAborted);
            if (page is null)
            {
                metrics.Looked(found: false);
                try
                {
                    http.Features.Set(new CacheFill(cache, key, request.Store.Id));
                    await next(http);
                }
                finally
                {
                    cache.Made(key);
                }

                return;
            }
        }

        metrics.Looked(page is not null);
        if (page is null)
        {
            await next(http);
            return;
        }

        front.Remember(http, page);
        await WriteAsync(http, page);
    }

    /// <summary>Lets the answer of an endpoint that is marked as cacheable fill the cache.</summary>
    public static Task AllowAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<CacheFill>() is { } fill && http.GetEndpoint()?.Metadata.GetMetadata<Cacheable>() is not null)
            fill.Allowed = true;
        return next(http);
    }

    private static bool MayBeCached(HttpContext http, RequestContext request)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)) return false;
        if (request is not { HasStore: true, Face: Face.Shop, Door: Door.Page }) return false;
        if (request.Store.Status != StoreStatus.Active || http.Request.Headers.Authorization.Count > 0) return false;
        var cookies = http.Request.Cookies;
        return cookies.Count == 0
            || (!cookies.ContainsKey(CookieNames.Cart(request)) && !cookies.ContainsKey(CookieNames.Session(request))
                && !cookies.ContainsKey(CookieNames.Flash(request)));
    }

    private static string KeyOf(HttpContext http, RequestContext request)
    {
        var query = http.Request.QueryString.HasValue
            ? string.Join('&', http.Request.Query.Where(q => Whitelist.Contains(q.Key)).OrderBy(q => q.Key, StringComparer.Ordinal)
                .Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}"))
            : "";
        return $"{request.Store.Id:N}|{request.Origin}|{http.Request.PathBase}|{http.Request.Path}|{query}|{(request.IsFragment ? 'f' : 'p')}";
    }

    private static Task WriteAsync(HttpContext http, CachedPage page)
    {
        foreach (var (name, value) in page.Headers) http.Response.Headers[name] = value;
        return page.WriteAsync(http);
    }
}

/// <summary>Endpoint metadata: anonymous answers may be kept in the page cache.</summary>
public sealed record Cacheable;
