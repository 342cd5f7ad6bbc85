using Microsoft.Extensions.DependencyInjection.Extensions;
using Orion.Framework.Configuration;

namespace Orion.Framework.Jobs;

/// <summary>Registers work; modules call it from <c>AddServices</c>.</summary>
public static class JobRegistration
{
    /// <summary>The engine itself. A node with <c>Jobs:Enabled</c> false only saves work and tells the others.</summary>
    public static IServiceCollection AddOrionJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<JobOptions>(configuration, "Jobs");
        services.AddSingleton<JobRegistry>();
        services.AddSingleton<JobSignal>();
        services.AddScoped<Outbox>();
        services.AddSingleton<JobMetrics>();
        services.AddSingleton<JobClaims>();
        services.AddSingleton<JobLedger>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobSchedule>();
        services.AddHostedService<JobAnnouncer>();
        if (configuration.GetValue("Jobs:Enabled", true)) services.AddHostedService<JobWorker>();
        return services;
    }

    /// <summary>A kind of work, or a listener to an event when <typeparamref name="TPayload"/> is one.</summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="kind">The stable word that is stored with the work, such as <c>orders.confirmation-mail</c>.</param>
    /// <param name="module">The module whose switch decides whether it runs.</param>
    /// <param name="cron">A schedule in cron's five fields, UTC.</param>
    /// <param name="reach">For whom the schedule starts it.</param>
    public static IServiceCollection AddJob<TPayload, THandler>(
        this IServiceCollection services, string kind, string module, string? cron = null, JobReach reach = JobReach.EachStore)
        where TPayload : class where THandler : JobHandler<TPayload>
    {
        services.AddSingleton(new JobDescription(kind, module, typeof(TPayload), typeof(THandler), cron, reach));
        services.TryAddScoped<THandler>();
        return services;
    }
}
