using System.Net.Sockets;
using Npgsql;

namespace Orion.Framework.Database;

/// <summary>
/// Notices a server that hangs: connections stay open, and nothing is answered. Asks it three times a second on a connection of its own;
/// after <see cref="Patience"/> without an answer every connection of this process is shut, so that whoever waits on one fails at
/// once, and <see cref="IsHung"/> refuses those who come until it answers again. A slow statement is no hang: beside it the
/// heartbeat is answered.
/// </summary>
/// <remarks>
/// Two threads of its own: under load the thread pool lets answers lie, and a server isn't away because we are busy. For the same
/// reason patience counts the moments that the watching thread was awake, not those on a clock: a process that was itself stopped
/// for a while finds the answer before it loses patience.
/// </remarks>
internal sealed class Heartbeat : IDisposable
{
    /// <summary>How long an answer may take; with the pause between two questions and the shutting, below two seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1_000);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly string connectionString;
    private readonly PhysicalConnections connections;
    private readonly ManualResetEventSlim stopping = new();
    private int waited = -1;
    private volatile bool hung;
    private ILogger? log;

    /// <param name="connectionString">A role that may sign in; nothing is read.</param>
    /// <param name="connections">What is shut when the server hangs.</param>
    public Heartbeat(string connectionString, PhysicalConnections connections)
    {
        // A pool of its own would be cleared by what happens in others; one connection needs none.
        this.connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 2, CommandTimeout = 0 }.ConnectionString;
        this.connections = connections;
    }

    /// <summary>Whether the server has stopped answering.</summary>
    public bool IsHung => hung;

    /// <summary>Begins to ask.</summary>
    public void Start(ILogger? log)
    {
        this.log = log;
        // Asking needs the driver's stack, watching next to none.
        new Thread(Ask) { IsBackground = true, Name = "database heartbeat" }.Start();
        new Thread(Watch, maxStackSize: 256 * 1024) { IsBackground = true, Name = "database watch" }.Start();
    }

    public void Dispose() => stopping.Set();

    private void Ask()
    {
        // A connection that is slow to come (many come at once after a failover, or this process was stopped) is no hang yet.
        for (var slow = 0; !stopping.IsSet; stopping.Wait(Tick))
        {
            try
            {
                using var source = connections.Watch(new NpgsqlDataSourceBuilder(connectionString)).Build();
                using var connection = source.OpenConnection();
                slow = 0;
                using var command = new NpgsqlCommand("select 1", connection);
                do
                {
                    Volatile.Write(ref waited, 0);
                    command.ExecuteScalar();
                    Answered();
                }
                while (!stopping.Wait(Pause));
            }
            catch (PostgresException)
            {
                // A refusal is an answer too: it starts, stops, or has no connection left for us.
                Answered();
            }
            catch (NpgsqlException silence) when (silence.InnerException is TimeoutException)
            {
                if (++slow > 1) Hang();
            }
            catch (Exception gone)
            {
                // Refused or cut: others are told the same at once. Unless it was us who cut.
                Volatile.Write(ref waited, -1);
                if (hung && gone.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                {
                    hung = false;
                    log?.LogWarning("The database no longer hangs: it refuses connections now");
                }
            }
        }
    }

    private void Answered()
    {
        Volatile.Write(ref waited, -1);
        if (!hung) return;
        hung = false;
        log?.LogWarning("The database answers again");
    }

    private void Watch()
    {
        while (!stopping.Wait(Tick))
        {
            var ticks = Volatile.Read(ref waited);
            if (ticks < 0 || Interlocked.CompareExchange(ref waited, ticks + 1, ticks) != ticks) continue;
            if (ticks * Tick >= Patience) Hang();
        }
    }

    private void Hang()
    {
        Volatile.Write(ref waited, -1);
        if (!hung) log?.LogError("The database stopped answering. Its connections are closed, so that what waits for it fails now");
        hung = true;
        connections.Shut();
    }
}
