namespace Orion.Framework.Web;

/// <summary>
/// Lets a form without JavaScript send more than POST: <c>?_method=patch|put|delete</c> in the address. Never read from the body:
/// that would read it before routing, past every size limit; and never to a safe method.
/// </summary>
public static class MethodOverride
{
    /// <summary>Stands before routing.</summary>
    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsPost(http.Request.Method)
            && !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && http.Request.Query["_method"].ToString() is ("patch" or "put" or "delete") and var wanted)
            http.Request.Method = wanted.ToUpperInvariant();
        return next(http);
    }
}
