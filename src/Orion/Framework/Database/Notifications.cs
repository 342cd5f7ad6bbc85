using System.Collections.Concurrent;
using Npgsql;
using Orion.Framework.Jobs;

namespace Orion.Framework.Database;

/// <summary>
/// Hears, on one connection per node, what PostgreSQL's NOTIFY announces. When that connection is lost, announcements may have
/// been missed: <see cref="Interrupted"/> tells those who keep copies to drop them.
/// </summary>
public sealed class Notifications(DatabaseAccess database, TimeProvider clock, ILogger<Notifications> log) : BackgroundService
{
    /// <summary>Every channel on which something is announced; listened to from the start, whoever subscribes when.</summary>
    private static readonly string[] Channels = [CachedTenantStore.Channel, PageCache.Channel, JobSignal.Channel];

    private readonly ConcurrentDictionary<string, List<Action<string>>> subscribers = new(StringComparer.Ordinal);

    /// <summary>Raised when the line was lost and again when it is back.</summary>
    public event Action? Interrupted;

    /// <summary>Whether announcements are being heard right now.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Calls <paramref name="heard"/> with the payload of each announcement. Must be quick and not throw.</summary>
    public void Subscribe(string channel, Action<string> heard)
    {
        var list = subscribers.GetOrAdd(channel, _ => []);
        lock (list) list.Add(heard);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException or OperationCanceledException)
            {
                if (stoppingToken.IsCancellationRequested) return;
                log.LogWarning(lost, "The line on which changes are announced was lost; caches are dropped until it is back");
            }

            IsListening = false;
            Interrupted?.Invoke();
            await Task.Delay(TimeSpan.FromMilliseconds(500), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await database.Listener.OpenConnectionAsync(stop);
        connection.Notification += (_, heard) => Deliver(heard.Channel, heard.Payload);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = string.Join(';', Channels.Select(c => $"listen \"{c}\""));
            await command.ExecuteNonQueryAsync(stop);
        }

        Interrupted?.Invoke();
        IsListening = true;
        while (!stop.IsCancellationRequested)
        {
            // A line that fell silent (a cut cable, a failed-over server) shows only when something is sent over it.
            if (await connection.WaitAsync(TimeSpan.FromSeconds(5), stop)) continue;
            await using var beat = connection.CreateCommand();
            beat.CommandText = "select 1";
            await beat.ExecuteScalarAsync(stop);
        }
    }

    private void Deliver(string channel, string payload)
    {
        if (!subscribers.TryGetValue(channel, out var list)) return;
        Action<string>[] all;
        lock (list) all = [.. list];
        foreach (var heard in all) heard(payload);
    }
}
