using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Orion.Framework.Observability;

/// <summary>
/// <c>/metrics</c> for Prometheus: to who sits on this machine and calls it by that name, or to who has the token of
/// <c>Metrics:Token</c>. To all others it doesn't exist.
/// </summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";

    public static IApplicationBuilder UseOrionMetrics(this IApplicationBuilder app)
    {
        var token = app.ApplicationServices.GetRequiredService<IConfiguration>()["Metrics:Token"];
        app.Use((http, next) =>
        {
            if (http.Request.Path != Path || MayRead(http, token)) return next(http);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        return app.UseOpenTelemetryPrometheusScrapingEndpoint(http => http.Request.Path == Path);
    }

    private static bool MayRead(HttpContext http, string? token)
    {
        if (token is { Length: > 0 } && http.Request.Headers.Authorization is { Count: 1 } given)
            return CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(given.ToString())), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token)));
        // A proxy on this machine calls from here as well, but for a shop's host.
        return http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
            && http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
            && !http.Request.Headers.Keys.Any(h => h.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                || h.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase));
    }
}
