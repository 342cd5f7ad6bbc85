using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Orion.Framework.Observability;

/// <summary>
/// One line a request: method, route, status, duration. The route is the template, never the address that was asked for:
/// addresses of orders and carts are secrets. Answers from the page cache and assets are logged at Debug, because they are
/// answered faster than a line is written; the metrics count them all.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, ILoggerFactory loggers)
{
    private readonly ILogger log = loggers.CreateLogger("Orion.Request");

    public async Task InvokeAsync(HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            var face = http.Features.Get<RequestContext>()?.Face ?? Face.None;
            var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            var name = face.ToString().ToLowerInvariant();
            http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("face", name));
            var level = http.Response.StatusCode >= 500 ? LogLevel.Warning : IsQuick(http, face, route) ? LogLevel.Debug : LogLevel.Information;
            if (log.IsEnabled(level))
                log.Log(level, "{Method} {Route} {Status} in {Milliseconds:0.0} ms ({Face})", MethodOf(http), route ?? "(none)",
                    http.Response.StatusCode, Stopwatch.GetElapsedTime(began).TotalMilliseconds, name);
        }
    }

    /// <summary>An asset, or a page that was answered before routing.</summary>
    private static bool IsQuick(HttpContext http, Face face, string? route) =>
        http.Response.StatusCode < 400
        && ((route is null && face == Face.Shop) || http.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal));

    /// <summary>A method that HTTP knows; what else was sent is anybody's text.</summary>
    private static string MethodOf(HttpContext http) => http.Request.Method switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" => http.Request.Method,
        _ => "OTHER"
    };
}
