using System.Diagnostics;
using System.Text.RegularExpressions;
using Orion.Framework.Text;

namespace Orion.Framework.Web;

/// <summary>
/// The first of Orion's own middleware: makes the request's context, gives it a correlation id, decides what its query means, and
/// turns away addresses that hold characters which nothing behind could store or compare.
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
        request.CallerAddress = http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4()
            : http.Connection.RemoteIpAddress;
        request.UserAgent = http.Request.Headers.UserAgent.ToString();
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) request.Door = Door.Api;

        using var scope = log.BeginScope(new KeyValuePair<string, object>[] { new("CorrelationId", request.CorrelationId) });
        if (UnstorableText.IsIn(http.Request.Path.Value) || !RequestQuery.TryRead(http.Request.QueryString.Value, out var query))
        {
            await new Refusal(400, "malformed", "This address holds characters that can't be used.").ExecuteAsync(http);
            return;
        }

        http.Features.Set<IQueryFeature>(query);
        await next(http);
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]{8,64}\z")]
    private static partial Regex Token();
}
