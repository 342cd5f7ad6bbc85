using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orion.Framework.Observability;

/// <summary>
/// Answers <c>/health/live</c> (the process runs), <c>/health/ready</c> (it may be sent requests) and <c>/health</c> (everything,
/// with durations). Needs no store, no host and no database to answer.
/// </summary>
internal sealed class HealthMiddleware(RequestDelegate next, HealthCheckService checks)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal, out var which)) return next(http);
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)) return next(http);
        return which.Value switch
        {
            "/live" => HealthAnswers.WriteAsync(http, StatusCodes.Status200OK, new { status = "live" }),
            "/ready" => AnswerAsync(http, c => c.Tags.Contains(HealthAnswers.Ready)),
            null or "" => AnswerAsync(http, _ => true),
            _ => next(http)
        };
    }

    private async Task AnswerAsync(HttpContext http, Func<HealthCheckRegistration, bool> which)
    {
        var report = await checks.CheckHealthAsync(which, http.RequestAborted);
        var status = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        await HealthAnswers.WriteAsync(http, status, HealthAnswers.Of(report));
    }
}

/// <summary>The form of the answers. They tell states and durations, never addresses, versions or exceptions: anyone may ask.</summary>
internal static class HealthAnswers
{
    /// <summary>The tag of checks that decide whether requests may come.</summary>
    public const string Ready = "ready";

    public static object Of(HealthReport report) => new
    {
        status = Word(report.Status),
        checks = report.Entries.ToDictionary(
            e => e.Key,
            e => new { status = Word(e.Value.Status), durationMs = Math.Round(e.Value.Duration.TotalMilliseconds, 1), e.Value.Description })
    };

    public static async Task WriteAsync(HttpContext http, int status, object body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), JsonSerializerOptions.Web);
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();
}
