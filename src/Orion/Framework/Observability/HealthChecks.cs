using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orion.Framework.Auth.Limits;

namespace Orion.Framework.Observability;

/// <summary>The database answers and its schema is known.</summary>
internal sealed class DatabaseHealth(DatabaseProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await probe.FindTroubleAsync(cancellationToken) is { } trouble ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy();
}

/// <summary>The process is not about to stop.</summary>
internal sealed class DrainingHealth(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("It is stopping.")
            : HealthCheckResult.Healthy());
}

/// <summary>The counters that nodes share answer. Without, each counts attempts to sign in for itself.</summary>
internal sealed class SharedLimitsHealth(RedisCounters counters) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        !counters.IsConfigured || await counters.PingAsync()
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Redis does not answer: each node counts attempts to sign in for itself.");
}

/// <summary>Changes on other nodes are heard. Without, pages are right but not cached.</summary>
internal sealed class AnnouncementsHealth(Notifications notifications) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(notifications.IsListening
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Changes on other nodes are not heard right now."));
}
