using Npgsql;

namespace Orion.Framework.Jobs;

/// <summary>
/// Tells the other nodes that there is work: at most once every <see cref="Pause"/>, and never inside the transaction that asks
/// for it, because PostgreSQL lets transactions that notify commit one after the other.
/// </summary>
internal sealed class JobAnnouncer(DatabaseAccess database, JobSignal signal, TimeProvider clock, ILogger<JobAnnouncer> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await signal.WaitUntoldAsync(stoppingToken);
                await TellAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The others find the work by themselves within a second.
        }
    }

    private async Task TellAsync(CancellationToken stop)
    {
        try
        {
            await database.Platform.ExecuteAsync(
                "select pg_notify($1, $2)", [new() { Value = JobSignal.Channel }, new() { Value = signal.Node }], stop);
        }
        catch (Exception wrong) when (wrong is NpgsqlException or ObjectDisposedException)
        {
            // The other workers look by themselves every second.
            log.LogDebug(wrong, "The other nodes could not be told that there is work");
        }
    }
}
