using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Orion.Framework.Jobs;

/// <summary>
/// The worker of this node: takes work on as places become free, and lets what is running end when the process stops. Any
/// number of nodes may have one.
/// </summary>
internal sealed class JobWorker(
    JobClaims claims, JobRunner runner, JobSchedule schedule, JobLedger ledger, JobMetrics metrics, JobSignal signal,
    Notifications notifications, IOptions<JobOptions> options, TimeProvider clock, ILogger<JobWorker> log) : BackgroundService
{
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CleanEvery = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<ClaimedJob, Task> running = new();
    private readonly CancellationTokenSource giveUp = new();
    private DateTimeOffset renewed;
    private DateTimeOffset counted;
    private DateTimeOffset cleaned;
    private bool isAway;

    public override void Dispose()
    {
        giveUp.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        notifications.Subscribe(JobSignal.Channel, node =>
        {
            if (node != signal.Node) signal.WakeHere();
        });
        // The host waits for the first await of each of its services.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = await RoundAsync(stoppingToken);
            if (!more) await signal.WaitAsync(options.Value.Poll, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await DrainAsync();
    }

    /// <summary>One look at what is due. Gives whether to look again at once.</summary>
    private async Task<bool> RoundAsync(CancellationToken stop)
    {
        try
        {
            await KeepUpAsync(stop);
            await schedule.FireAsync(stop);
            var free = options.Value.Concurrency - running.Count;
            if (free <= 0) return false;
            var held = running.Keys.GroupBy(j => j.StoreId).ToDictionary(g => g.Key, g => g.Count());
            var (jobs, more) = await claims.ClaimAsync(free, held, stop);
            foreach (var job in jobs) Start(job);
            isAway = false;
            return more;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception wrong)
        {
            if (!isAway) log.LogWarning(wrong, "Workers can't look for work; they go on trying");
            isAway = true;
            return false;
        }
    }

    private void Start(ClaimedJob job)
    {
        // Known to be running before it can end.
        var begin = new TaskCompletionSource();
        running[job] = DoAsync();
        begin.SetResult();

        async Task DoAsync()
        {
            await begin.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                await runner.RunAsync(job, giveUp.Token);
            }
            catch (Exception wrong)
            {
                // Its lease ends by itself, and then another worker takes it.
                log.LogWarning("How {Kind} ended could not be written down: {Error}", job.Kind, JobFailure.Describe(wrong));
            }
            finally
            {
                running.TryRemove(job, out _);
                signal.WakeHere();
            }
        }
    }

    private async Task KeepUpAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (now - renewed >= options.Value.Lease / 3)
        {
            await claims.RenewAsync([.. running.Keys], stop);
            renewed = now;
        }

        if (now - counted >= CountEvery)
        {
            metrics.Counted(await ledger.CountAsync(stop));
            counted = now;
        }

        if (now - cleaned >= CleanEvery)
        {
            await ledger.CleanAsync(stop);
            cleaned = now;
        }
    }

    private async Task DrainAsync()
    {
        var rest = Task.WhenAll(running.Values);
        await Task.WhenAny(rest, Task.Delay(options.Value.StopWithin, clock));
        await giveUp.CancelAsync();
        await Task.WhenAny(rest, Task.Delay(TimeSpan.FromSeconds(5), clock));
    }
}
