using Npgsql;
using Orion.Framework.Database.Bootstrap;

namespace Orion.Framework.Database;

/// <summary>
/// The pools, one per role: what serves stores, what crosses stores, what changes the schema. Built from connection strings
/// that are known only once the database is up, so it is filled before anything else starts.
/// </summary>
public sealed class DatabaseAccess : IAsyncDisposable
{
    private readonly DatabaseConnections connections;

    /// <param name="connections">One connection string per role.</param>
    /// <param name="poolSize">Connections that this process may hold for stores; a quarter as many for what crosses stores.</param>
    public DatabaseAccess(DatabaseConnections connections, int poolSize)
    {
        this.connections = connections;
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

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Platform.DisposeAsync();
        await Work.DisposeAsync();
        await Listener.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string name, string connectionString, int size, int statementTimeout)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = size,
            Timeout = 2,
            // What is asked again and again is parsed and planned once a connection.
            MaxAutoPrepare = size > 3 ? 100 : 0
        };
        settings.Options = $"{settings.Options} -c statement_timeout={statementTimeout} -c lock_timeout={Math.Min(statementTimeout, 5_000)} -c idle_in_transaction_session_timeout={Math.Max(2 * statementTimeout, 10_000)}".Trim();
        return new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name }.Build();
    }
}
