
using System.Collections.Frozen;

namespace Orion.Framework.Web;

/// <summary>
/// Answers anonymous shoppers from the cache before anything else of the pipeline runs. Stands right behind the store context;
/// its twin behind routing (<see cref="AllowAsync"/>) decides which endpoints may fill it.
/// </summary>
public sealed class PageCacheMiddleware(RequestDelegate next, PageCache cache, PageCacheMetrics metrics, FrontPages front, CachedNames names)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Features.GetRequiredFeature<RequestContext>();
        if (!MayBeCached(http, request) || KeyOf(http, request) is not { } key)
        {
            await next(http);
            return;
        }

        var page = cache.Find(key);
        if (page is null && cache.IsTrusted)
        {
            (page, var makes) = await cache.WaitForAsync(key, Patience, http.RequestAborted);
            if (makes)
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

    /// <summary>
    /// Lets the answer of an endpoint that is marked as cacheable fill the cache, and hides from it, whoever asks, every query
    /// name that it doesn't declare: so an answer can't depend on what is no part of its key.
    /// </summary>
    public static Task AllowAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Cacheable>() is not { } cacheable
            || http.GetEndpoint()!.Metadata.GetMetadata<Mount>()?.Door != Door.Page) return next(http);
        if (http.Features.Get<IQueryFeature>() is RequestQuery query) http.Features.Set<IQueryFeature>(query.Only(cacheable.Names));
        if (http.Features.Get<CacheFill>() is { } fill) fill.Allowed = true;
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

    /// <summary>The same for all requests that mean the same; null for one that can't be read and so can't be kept.</summary>
    private string? KeyOf(HttpContext http, RequestContext request)
    {
        if (http.Features.Get<IQueryFeature>() is not RequestQuery query || query.KeyOf(names.All) is not { } asked) return null;
        return string.Join('\n', request.Store.Id.ToString("N"), request.Origin, http.Request.PathBase.ToUriComponent(),
            http.Request.Path.ToUriComponent(), asked, request.IsFragment ? "fragment" : "page");
    }

    private static Task WriteAsync(HttpContext http, CachedPage page)
    {
        foreach (var (name, value) in page.Headers) http.Response.Headers[name] = value;
        return page.WriteAsync(http);
    }
}

/// <summary>Endpoint metadata: anonymous answers may be kept in the page cache. They differ by these query names and no others.</summary>
public sealed record Cacheable(FrozenSet<string> Names);
