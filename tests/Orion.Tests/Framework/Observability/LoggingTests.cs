using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orion.Framework.Observability;

namespace Orion.Tests.Framework.Observability;

public sealed class LoggingTests
{
    [Fact]
    public void A_line_is_one_json_object_with_correlation_and_trace_but_without_the_servers_addresses()
    {
        using var activity = new Activity("request").Start();
        var scopes = new LoggerExternalScopeProvider();
        using var server = scopes.Push(new KeyValuePair<string, object>[] { new("RequestPath", "/orders/a-secret-token") });
        using var request = scopes.Push(new KeyValuePair<string, object>[] { new("CorrelationId", "0123456789abcdef") });
        KeyValuePair<string, object?>[] values = [new("Status", 200), new("Route", "/shop/orders/{token}"), new("{OriginalFormat}", "{Status} {Route}")];
        using var writer = new StringWriter();

        new JsonLines().Write(
            new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Information, "Orion.Request", 0, values, null, (_, _) => "two\nlines"), scopes, writer);

        var text = writer.ToString();
        Assert.Single(text.Trim('\n').Split('\n'));
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        var line = JsonDocument.Parse(text).RootElement;
        Assert.Equal("0123456789abcdef", line.GetProperty("correlationId").GetString());
        Assert.Equal(activity.TraceId.ToHexString(), line.GetProperty("traceId").GetString());
        Assert.Equal(200, line.GetProperty("status").GetInt32());
        Assert.Equal("information", line.GetProperty("level").GetString());
        Assert.Equal("two\nlines", line.GetProperty("message").GetString());
    }

    [Fact]
    public void What_goes_to_sentry_names_nobody()
    {
        var report = new SentryEvent
        {
            ServerName = "host-1",
            User = new SentryUser { Email = "carol@example.test", IpAddress = "192.0.2.7" },
            Request = new SentryRequest { Method = "POST", Url = "https://acme.test/orders/a-secret-token", QueryString = "email=carol@example.test", Cookies = "session=1" }
        };

        var scrubbed = SentryReporting.Scrub(report);

        Assert.Null(scrubbed.User.Email);
        Assert.Null(scrubbed.User.IpAddress);
        Assert.Null(scrubbed.ServerName);
        Assert.Null(scrubbed.Request.Url);
        Assert.Null(scrubbed.Request.QueryString);
        Assert.Null(scrubbed.Request.Cookies);
        Assert.Equal("POST", scrubbed.Request.Method);
    }
}
