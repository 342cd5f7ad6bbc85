using System.Collections.Concurrent;
using Npgsql;
using Orion.Framework.Jobs;

namespace Orion.Framework.Database;

/// <summary>
/// Hears, on one connection per node, what PostgreSQL's NOTIFY announces. When that connection was lost, announcements may have
/// been missed: <see cref="Interrupted"/> tells those who keep copies to drop them. Until the line is back copies may be used for
/// <see cref="Grace"/>: mostly the database itself is away then, and a shop that can show its pages is better than none.
/// </summary>
public sealed class Notifications(DatabaseAccess database, TimeProvider clock, ILogger<Notifications> log) : BackgroundService
{
    /// <summary>Every channel on which something is announced; listened to from the start, whoever subscribes when.</summary>
    private static readonly string[] Channels = [CachedTenantStore.Channel, PageCache.Channel, JobSignal.Channel];

    private readonly ConcurrentDictionary<string, List<Action<string>>> subscribers = new(StringComparer.Ordinal);

    /// <summary>How long what was known may be used while the line is lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private long? lost;

    /// <summary>Raised when the line is back after it was lost, and again and again while it stays lost for longer than <see cref="Grace"/>.</summary>
    public event Action? Interrupted;

    /// <summary>Whether announcements are being heard right now.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Whether copies may be used: announcements are being heard, or were until a moment ago.</summary>
    public bool IsTrusted => IsListening || (lost is { } since && clock.GetElapsedTime(since) < Grace);

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
            catch (Exception gone) when (gone is NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException or OperationCanceledException)
            {
                if (stoppingToken.IsCancellationRequested) return;
                if (IsListening) log.LogWarning(gone, "The line on which changes are announced was lost; caches are dropped when it is back");
            }

            if (IsListening) lost = clock.GetTimestamp();
            IsListening = false;
            if (!IsTrusted) Interrupted?.Invoke();
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
