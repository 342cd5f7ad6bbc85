using Npgsql;
using Orion.Framework.Database.Bootstrap;
using Orion.Framework.Database.Embedded;

namespace Orion.Framework.Database;

/// <summary>
/// The pools, one per role: what serves stores, what crosses stores, what changes the schema. Built from connection strings
/// that are known only once the database is up, so it is filled before anything else starts.
/// </summary>
public sealed class DatabaseAccess : IAsyncDisposable
{
    private readonly DatabaseConnections connections;
    private readonly PhysicalConnections physical = new();
    private readonly Heartbeat heartbeat;
    private readonly EmbeddedPostgres? embedded;

    /// <param name="connections">One connection string per role.</param>
    /// <param name="poolSize">The most connections for stores. Half as many more cross stores, a quarter as many are for workers, 3 listen and probe.</param>
    /// <param name="embedded">The server behind them, if it is one of ours.</param>
    public DatabaseAccess(DatabaseConnections connections, int poolSize, EmbeddedPostgres? embedded = null)
    {
        this.connections = connections;
        this.embedded = embedded;
        heartbeat = new Heartbeat(connections.Platform, physical);
        App = Build("app", connections.App, poolSize, statementTimeout: 5_000);
        Platform = Build("platform", connections.Platform, Math.Max(poolSize / 2, 4), statementTimeout: 60_000);
        Work = Build("work", connections.App, Math.Max(poolSize / 4, 4), statementTimeout: 60_000);
        Listener = Build("listener", connections.Platform, 3, statementTimeout: 0);
    }

    /// <summary>Role <c>orion_app</c>: one store at a time, by row security.</summary>
    public NpgsqlDataSource App { get; }

    /// <summary>Role <c>orion_platform</c>: the operator's console, workers, and finding who is asking.</summary>
    public NpgsqlDataSource Platform { get; }

    /// <summary>Role <c>orion_app</c> again, for workers: they may take longer, and never take connections from those who wait.</summary>
    public NpgsqlDataSource Work { get; }

    /// <summary>The one connection that hears announcements.</summary>
    public NpgsqlDataSource Listener { get; }

    /// <summary>Role <c>orion_migrator</c>; opened only to migrate.</summary>
    public string MigratorConnectionString => connections.Migrator;

    /// <summary>What is wrong with the server, in words for anyone, as far as it is known without asking it; or null.</summary>
    public string? Trouble => embedded?.Trouble ?? (heartbeat.IsHung ? "It does not answer." : null);

    /// <summary>From now on a server that hangs is noticed: see <see cref="Heartbeat"/>.</summary>
    public void StartHeartbeat(ILogger? log) => heartbeat.Start(log);

    /// <summary>Refuses to begin what would only wait.</summary>
    /// <exception cref="DatabaseAwayException">The server hangs.</exception>
    public void EnsureAnswering()
    {
        if (heartbeat.IsHung) throw new DatabaseAwayException();
    }

    public async ValueTask DisposeAsync()
    {
        heartbeat.Dispose();
        await App.DisposeAsync();
        await Platform.DisposeAsync();
        await Work.DisposeAsync();
        await Listener.DisposeAsync();
    }

    private NpgsqlDataSource Build(string name, string connectionString, int size, int statementTimeout)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = size,
            Timeout = 2,
            // The server ends a statement by itself; the driver gives up only on one that couldn't even be ended.
            CommandTimeout = statementTimeout == 0 ? 0 : statementTimeout / 1_000 + 5,
            // What is asked again and again is parsed and planned once a connection.
            MaxAutoPrepare = size > 3 ? 100 : 0
        };
        settings.Options = $"{settings.Options} -c statement_timeout={statementTimeout} -c lock_timeout={Math.Min(statementTimeout, 5_000)} -c idle_in_transaction_session_timeout={Math.Max(2 * statementTimeout, 10_000)}".Trim();
        return physical.Watch(new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name }).Build();
    }
}
