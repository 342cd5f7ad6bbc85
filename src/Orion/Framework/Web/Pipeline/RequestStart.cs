using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using System.Web;

namespace Orion.Framework.Web;

/// <summary>
/// The first of Orion's own middleware: makes the request's context, gives it a correlation id, and turns away addresses that
/// hold characters which nothing behind could store or compare.
/// </summary>
public sealed partial class RequestStart(RequestDelegate next, ILogger<RequestStart> log)
{
    private const string Header = "X-Correlation-Id";

    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.RequestServices.GetRequiredService<RequestContext>();
        http.Features.Set(request);
        request.CorrelationId = http.Request.Headers[Header].ToString() is { } given && Token().IsMatch(given)
            ? given
            : Activity.Current?.TraceId.ToHexString() ?? Guid.CreateVersion7().ToString("N");
        http.Response.Headers[Header] = request.CorrelationId;
        request.CallerAddress = http.Connection.RemoteIpAddress;
        request.UserAgent = http.Request.Headers.UserAgent.ToString();
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) request.Door = Door.Api;

        using var scope = log.BeginScope(new KeyValuePair<string, object>[] { new("CorrelationId", request.CorrelationId) });
        if (HasBrokenText(http.Request))
        {
            await new Refusal(400, "malformed", "This address holds characters that can't be used.").ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    private static bool HasBrokenText(HttpRequest request)
    {
        if (request.Path.Value.AsSpan().IndexOfAny('\0', '\uFFFD') >= 0) return true;
        var query = request.QueryString.Value;
        if (string.IsNullOrEmpty(query)) return false;
        if (!query.Contains('%', StringComparison.Ordinal)) return query.AsSpan().IndexOfAny('\0', '\uFFFD') >= 0;
        var bytes = HttpUtility.UrlDecodeToBytes(query);
        return !Utf8.IsValid(bytes) || bytes.AsSpan().Contains((byte)0)
            || request.Query.Any(q => q.Key.AsSpan().IndexOfAny('\0', '\uFFFD') >= 0
                || q.Value.Any(v => v.AsSpan().IndexOfAny('\0', '\uFFFD') >= 0));
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]{8,64}\z")]
    private static partial Regex Token();
}
