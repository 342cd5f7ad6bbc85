using Orion.Framework.Storage;

namespace Orion.Framework.Web;

/// <summary>
/// The store context and the face: finds the store, moves path-mode segments into the base path, and rewrites short addresses
/// to the one route that serves them (<c>acme.example/products</c> to <c>/shop/products</c>).
/// </summary>
public sealed class TenancyMiddleware(RequestDelegate next, TenantResolver resolver)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Features.GetRequiredFeature<RequestContext>();
        FrontPages.Note(http);
        request.StoresAsOf = resolver.Generation;
        if (await resolver.ResolveAsync(http, http.RequestAborted) is not { } found)
        {
            request.Door = IsApi(http.Request.Path) ? Door.Api : Door.Page;
            await new Refusal(404, "unknown_host", "There is no shop at this address.").ExecuteAsync(http);
            return;
        }

        if (found.PathBase.Length > 0
            && http.Request.Path.StartsWithSegments(found.PathBase, StringComparison.Ordinal, out var rest))
        {
            http.Request.PathBase = http.Request.PathBase.Add(found.PathBase);
            http.Request.Path = rest;
        }

        request.Enter(found, http.Request.PathBase.Value ?? "");
        request.Origin = $"{http.Request.Scheme}://{http.Request.Host.Value}";
        request.IsFragment = http.Request.WantsFragment();
        if (request.HasStore) request.CartToken = http.Request.Cookies[CookieNames.Cart(request)];

        if (!Place(http, request))
        {
            await Refusal.NotFound().ExecuteAsync(http);
            return;
        }

        if (http.Response.StatusCode == StatusCodes.Status302Found) return;
        if (request.HasStore && request.Store.Status != StoreStatus.Active
            && (request.Face == Face.Shop || (IsMedia(http.Request.Path) && !await http.RequestServices.GetRequiredService<ClosedStoreMedia>().IsOpenAsync(http, request))))
        {
            await new Refusal(503, "store_closed", $"{request.Store.Name} is closed for now.") { RetryAfter = 3600 }
                .ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    /// <summary>Decides face and door and brings the path to its route; false where this host has no such thing.</summary>
    private static bool Place(HttpContext http, RequestContext request)
    {
        var path = http.Request.Path;
        if (path.StartsWithSegments("/api", StringComparison.Ordinal, out var api))
        {
            request.Door = Door.Api;
            request.Path = path.Value ?? "/";
            request.Face = api.StartsWithSegments("/v1/shop", StringComparison.Ordinal) ? Face.Shop
                : api.StartsWithSegments("/v1/store", StringComparison.Ordinal) ? Face.Store
                : api.StartsWithSegments("/v1/admin", StringComparison.Ordinal) ? Face.Admin : Face.None;
            return request.Face switch
            {
                Face.Shop => request.HasStore,
                Face.Store => request.HasStore && request.Mode != TenancyMode.CustomDomain,
                Face.Admin => !request.HasStore,
                _ => true
            };
        }

        request.Door = Door.Page;
        if (path == Auth.PublishedKeys.Path) return true;
        if (!request.HasStore) return PlaceOnPlatform(http, request, path);
        if (IsMedia(path) || IsTheme(path))
        {
            request.Path = path.Value ?? "/";
            return true;
        }

        if (path.StartsWithSegments("/store", StringComparison.Ordinal, out var dashboard))
        {
            request.Face = Face.Store;
            request.Path = dashboard.HasValue ? dashboard.Value! : "/";
            if (request.Mode != TenancyMode.CustomDomain) return true;
            // A shop's own domain shows the shop alone; its team works on the platform's host.
            http.Response.Redirect($"{http.Request.Scheme}://{request.Store.Identifier}.{request.Store.Platform.PrimaryHost}"
                + PortOf(http) + path + http.Request.QueryString);
            return true;
        }

        return PlaceInShop(http, request, path);
    }

    private static bool PlaceInShop(HttpContext http, RequestContext request, PathString path)
    {
        request.Face = Face.Shop;
        if (request.Mode == TenancyMode.Path)
        {
            // Under a path the shop has a segment of its own, beside the dashboard's.
            if (!path.StartsWithSegments("/shop", StringComparison.Ordinal, out var inShop))
            {
                if (path.HasValue && path != "/") return false;
                http.Response.Redirect(request.Href.Shop());
                return true;
            }

            request.Path = inShop.HasValue && inShop.Value!.Length > 0 ? inShop.Value : "/";
            return true;
        }

        request.Path = path.HasValue ? path.Value! : "/";
        http.Request.Path = path == "/" ? "/shop" : "/shop" + path.Value;
        return true;
    }

    private static bool PlaceOnPlatform(HttpContext http, RequestContext request, PathString path)
    {
        if (http.Request.Host.Host.StartsWith("admin.", StringComparison.OrdinalIgnoreCase))
        {
            request.Face = Face.Admin;
            request.EnterConsole(ownHost: true, http.Request.PathBase.Value ?? "");
            request.Path = path.HasValue ? path.Value! : "/";
            http.Request.Path = path == "/" ? "/admin" : "/admin" + path.Value;
            return true;
        }

        if (path.StartsWithSegments("/admin", StringComparison.Ordinal, out var console))
        {
            request.Face = Face.Admin;
            request.EnterConsole(ownHost: false, http.Request.PathBase.Value ?? "");
            request.Path = console.HasValue && console.Value!.Length > 0 ? console.Value : "/";
            return true;
        }

        request.Path = path.Value ?? "/";
        // Shops and dashboards belong to stores: the platform's own host has neither.
        return !path.StartsWithSegments("/shop", StringComparison.Ordinal) && !path.StartsWithSegments("/store", StringComparison.Ordinal);
    }

    private static bool IsApi(PathString path) => path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>A store's pictures: public as its shop is, and closed with it to all but its team.</summary>
    private static bool IsMedia(PathString path) => path.StartsWithSegments("/media", StringComparison.Ordinal);

    /// <summary>The two files of a store's look: <c>/theme.7.css</c> and <c>/favicon.7.svg</c>.</summary>
    private static bool IsTheme(PathString path) =>
        path.Value is { } text && text.LastIndexOf('/') == 0
        && ((text.StartsWith("/theme.", StringComparison.Ordinal) && text.EndsWith(".css", StringComparison.Ordinal))
            || (text.StartsWith("/favicon.", StringComparison.Ordinal) && text.EndsWith(".svg", StringComparison.Ordinal)));

    private static string PortOf(HttpContext http) => http.Request.Host.Port is { } port ? $":{port}" : "";
}
