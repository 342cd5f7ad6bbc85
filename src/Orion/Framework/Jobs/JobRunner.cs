using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Orion.Framework.Jobs;

/// <summary>
/// Does one piece of work in a scope of its own. That it is done is written in the transaction of what it changes, and first: so
/// the row is locked while it runs, a second worker can't run it beside, and a crash undoes both together.
/// </summary>
internal sealed class JobRunner(
    IServiceScopeFactory scopes, ITenantStore tenants, JobRegistry registry, JobClaims claims, JobMetrics metrics,
    IOptions<JobOptions> options, TimeProvider clock, ILogger<JobRunner> log)
{
    private static readonly TimeSpan UnknownPause = TimeSpan.FromMinutes(1);

    /// <summary>Does it, and writes down how it ended. Throws only when even that can't be written; the lease then ends by itself.</summary>
    public async Task RunAsync(ClaimedJob job, CancellationToken giveUp)
    {
        var began = clock.GetTimestamp();
        var correlation = job.CorrelationId is { Length: > 0 } given ? given : job.Id.ToString("N");
        using var activity = new Activity("job " + job.Kind).Start();
        using var logged = log.BeginScope(new KeyValuePair<string, object>[] { new("CorrelationId", correlation), new("Job", job.Id) });
        string outcome;
        try
        {
            outcome = await TryAsync(job, correlation, giveUp);
        }
        catch (Exception wrong) when (giveUp.IsCancellationRequested)
        {
            log.LogInformation("{Kind} was given back because the process stops ({Error})", job.Kind, JobFailure.Describe(wrong));
            await claims.GiveBackAsync(job, clock.GetUtcNow());
            outcome = "given-back";
        }
        catch (Exception wrong)
        {
            outcome = await FailAsync(job, correlation, wrong, giveUp);
        }

        metrics.Ended(job.Kind, outcome, clock.GetElapsedTime(began));
    }

    private async Task<string> TryAsync(ClaimedJob job, string correlation, CancellationToken giveUp)
    {
        if (registry.Find(job.Kind) is not { } description)
        {
            // A newer version has asked for it, or an older one: a node of that version will do it.
            log.LogWarning("Nothing here handles {Kind}; it is left to other nodes", job.Kind);
            await claims.GiveBackAsync(job, clock.GetUtcNow() + UnknownPause);
            return "unknown";
        }

        if (job.Attempts > options.Value.MostAttempts)
            throw new PermanentJobException("Its worker was stopped or lost each time it was tried.");
        await using var scope = scopes.CreateAsyncScope();
        var (handler, payload) = await PrepareAsync(scope.ServiceProvider, job, description, correlation, giveUp);
        if (handler.OwnTransactions)
        {
            await handler.RunAsync(payload, giveUp);
            await claims.CompleteAsync(job);
            return "done";
        }

        OrionDb db = job.StoreId == Guid.Empty
            ? scope.ServiceProvider.GetRequiredService<PlatformDb>()
            : scope.ServiceProvider.GetRequiredService<OrionDb>();
        return await db.InTransactionAsync(async () =>
        {
            if (await MarkDoneAsync(db, job, giveUp) == 0) return "taken";
            await handler.RunAsync(payload, giveUp);
            if (db.ChangeTracker.HasChanges()) await db.SaveChangesAsync(giveUp);
            return "done";
        }, giveUp);
    }

    private async Task<(IJobHandler Handler, object Payload)> PrepareAsync(
        IServiceProvider services, ClaimedJob job, JobDescription description, string correlation, CancellationToken stop)
    {
        var request = services.GetRequiredService<RequestContext>();
        request.IsWork = true;
        request.Work = job.Kind;
        request.CorrelationId = correlation;
        if (job.StoreId != Guid.Empty)
            request.Enter(await tenants.FindByIdAsync(job.StoreId, stop) ?? throw new PermanentJobException("Its store is gone."));
        var payload = JsonSerializer.Deserialize(job.Payload, description.Payload, JsonSerializerOptions.Web)
            ?? throw new PermanentJobException("Its payload is empty.");
        return ((IJobHandler)services.GetRequiredService(description.Handler), payload);
    }

    private Task<int> MarkDoneAsync(OrionDb db, ClaimedJob job, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return db.Jobs
            .Where(j => j.StoreId == job.StoreId && j.Id == job.Id && j.Attempts == job.Attempts && j.State == JobState.Waiting)
            .ExecuteUpdateAsync(set => set
                .SetProperty(j => j.State, JobState.Done)
                .SetProperty(j => j.EndedAt, now)
                .SetProperty(j => j.LockedUntil, (DateTimeOffset?)null), stop);
    }

    private async Task<string> FailAsync(ClaimedJob job, string correlation, Exception wrong, CancellationToken stop)
    {
        var error = JobFailure.Describe(wrong);
        log.LogDebug(wrong, "{Kind} failed", job.Kind);
        if (job.Attempts >= options.Value.MostAttempts || JobFailure.IsPermanent(wrong))
        {
            log.LogError("{Kind} is parked after {Attempts} tries: {Error}", job.Kind, job.Attempts, error);
            await TellAsync(job, correlation, stop);
            await claims.ParkAsync(job, error);
            return "parked";
        }

        var pause = options.Value.PauseAfter(job.Attempts, Random.Shared.NextDouble());
        log.LogWarning("{Kind} failed at try {Attempts}, again in {Seconds:0.0} s: {Error}", job.Kind, job.Attempts, pause.TotalSeconds, error);
        await claims.RetryAsync(job, clock.GetUtcNow() + pause, error);
        return "failed";
    }

    /// <summary>Lets the handler say that nobody tries any more. Whatever becomes of that, the work is parked.</summary>
    private async Task TellAsync(ClaimedJob job, string correlation, CancellationToken stop)
    {
        if (registry.Find(job.Kind) is not { } description) return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var (handler, payload) = await PrepareAsync(scope.ServiceProvider, job, description, correlation, stop);
            await handler.GiveUpAsync(payload, stop);
        }
        catch (Exception wrong)
        {
            log.LogError("{Kind} was given up and could not say so: {Error}", job.Kind, JobFailure.Describe(wrong));
        }
    }
}
