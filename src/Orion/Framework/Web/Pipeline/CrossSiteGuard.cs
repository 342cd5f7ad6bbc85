namespace Orion.Framework.Web;

/// <summary>
/// An unsafe method on a page route passes only when the browser says that it comes from this very origin. Sibling hosts are
/// other shops, so <c>same-site</c> is refused as well. The API takes no cookie and so needs no such guard.
/// Source: Fetch Metadata (W3C), OWASP Cross-Site Request Forgery Prevention.
/// </summary>
public static class CrossSiteGuard
{
    /// <summary>Stands before authentication.</summary>
    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)) return next(http);
        var request = http.Features.GetRequiredFeature<RequestContext>();
        if (request.Door == Door.Api || IsOwn(http)) return next(http);
        return new Refusal(403, "cross_site", "This was sent from another site, so nothing was done. Open the page here and try again.")
            .ExecuteAsync(http);
    }

    private static bool IsOwn(HttpContext http)
    {
        var site = http.Request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0) return site.Count == 1 && site[0] is "same-origin" or "none";
        return http.Request.Headers.Origin is { Count: 1 } origin
            && origin[0] == $"{http.Request.Scheme}://{http.Request.Host.Value}";
    }
}
