namespace Orion.Framework.Observability;

/// <summary>Where log lines go: JSON on the console in Production, plain lines for people elsewhere.</summary>
internal static class Logging
{
    public static void AddOrionLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsProduction())
        {
            builder.Logging.AddConsoleFormatter<JsonLines, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
            builder.Logging.AddConsole(console => console.FormatterName = JsonLines.FormatterName);
        }
        else
        {
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
                console.IncludeScopes = false;
            });
        }

        // Logs carry the trace by the activity, which the formatter reads itself; the scopes of the server hold raw addresses.
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        // What fails is in the answer; a line for each time that a balancer asks would bury the rest.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // Its own lines say which raw address failed; ours say which route.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
    }
}
