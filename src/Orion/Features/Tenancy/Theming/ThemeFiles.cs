using System.Security.Cryptography;
using System.Text;
using Carter;
using Orion.Framework.Storage;

namespace Orion.Features.Tenancy.Theming;

/// <summary>
/// A store's theme and icon as files. They belong to no face: shop, error pages and a suspended store's notice all use them.
/// </summary>
public sealed class ThemeFiles : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapGet("/theme.{version:long}.css", Stylesheet).ExcludeFromDescription();
        app.MapGet("/favicon.{version:long}.svg", Favicon).ExcludeFromDescription();
    }

    private static async Task<IResult> Stylesheet(
        long version, RequestContext request, StoreLooks looks, HttpContext http, CancellationToken stop)
    {
        if (!request.HasStore) return Refusal.NotFound();
        var look = await looks.GetAsync(stop);
        return Write(http, request, version, look.Stylesheet, "text/css; charset=utf-8");
    }

    private static async Task<IResult> Favicon(
        long version, RequestContext request, StoreLooks looks, HttpContext http, CancellationToken stop)
    {
        if (!request.HasStore) return Refusal.NotFound();
        var look = await looks.GetAsync(stop);
        return Write(http, request, version, look.Favicon, "image/svg+xml; charset=utf-8");
    }

    /// <summary>
    /// Only today's version of an open store may be kept for a while: who asks for tomorrow's today would otherwise keep today's
    /// content under tomorrow's address, and so would every cache in between.
    /// </summary>
    private static IResult Write(HttpContext http, RequestContext request, long version, string text, string type)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.Headers.CacheControl = request.Store is { Status: StoreStatus.Active } store && version == store.Version
            ? MediaFiles.Lasting : "no-cache";
        var tag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
        return Results.Bytes(bytes, type, entityTag: tag);
    }
}
