using Orion.Framework.Auth;

namespace Orion.Framework.Web;

/// <summary>
/// The one rule of what caches may keep, the browser's own among them: what a shop shows to anyone, and files. Everything else is
/// <c>no-store</c> (RFC 9111, 5.2.2.5): answers to whoever is signed in, to every method that changes something, of every endpoint
/// that isn't <see cref="Cacheable"/> (carts, orders, sign-ins, links), with cookies, and all refusals.
/// </summary>
public static class NoStore
{
    /// <summary>Decides when the answer begins, because only then it is known who asked and what came of it.</summary>
    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(
            static state =>
            {
                var answered = (HttpContext)state;
                if (!MayBeKept(answered)) answered.Response.Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            }, http);
        return next(http);
    }

    private static bool MayBeKept(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.Response.StatusCode < 400
        && http.Response.Headers.SetCookie.Count == 0
        && (http.Features.Get<RequestContext>()?.Principal ?? Principal.Nobody) == Principal.Nobody
        && (http.GetEndpoint()?.Metadata is not { } about || about.GetMetadata<Mount>() is null || about.GetMetadata<Cacheable>() is not null);
}
