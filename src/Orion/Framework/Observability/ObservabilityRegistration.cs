using OpenTelemetry.Metrics;

namespace Orion.Framework.Observability;

/// <summary>What the installation shows of itself: health, metrics, logs, and errors to Sentry where a DSN is set.</summary>
public static class ObservabilityRegistration
{
    /// <summary>Registers it.</summary>
    public static WebApplicationBuilder AddOrionObservability(this WebApplicationBuilder builder)
    {
        builder.AddOrionLogging();
        builder.AddOrionSentry();
        var services = builder.Services;
        services.AddSingleton<DatabaseProbe>();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", tags: [HealthAnswers.Ready])
            .AddCheck<DrainingHealth>("serving", tags: [HealthAnswers.Ready])
            .AddCheck<AnnouncementsHealth>("announcements")
            .AddCheck<SharedLimitsHealth>("limits", tags: [HealthAnswers.Ready]);
        services.AddHostedService<DrainDelay>();
        services.Configure<HostOptions>(host =>
        {
            // All of it, the delay in which balancers notice included, ends before an orchestrator would kill the process.
            host.ShutdownTimeout = TimeSpan.FromSeconds(27);
            host.ServicesStopConcurrently = true;
        });
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql", "Orion.*")
            .AddView("http.server.request.duration", Buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10))
            .AddView("orion.job.duration", Buckets(0.005, 0.025, 0.1, 0.5, 1, 5, 30, 120, 600))
            .AddPrometheusExporter());
        return builder;
    }

    /// <summary>Answers <c>/health</c> and <c>/metrics</c> before any store is looked for, and writes the request log.</summary>
    public static IApplicationBuilder UseOrionObservability(this IApplicationBuilder app)
    {
        app.UseMiddleware<HealthMiddleware>();
        app.UseOrionMetrics();
        return app.UseMiddleware<RequestLog>();
    }

    private static ExplicitBucketHistogramConfiguration Buckets(params double[] seconds) => new() { Boundaries = seconds };
}
