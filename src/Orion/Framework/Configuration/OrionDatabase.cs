using Npgsql;
using Orion.Framework.Database.Bootstrap;
using Orion.Framework.Database.Embedded;

namespace Orion.Framework.Configuration;

/// <summary>
/// The database of this process: a server of one's own by <c>ConnectionStrings:Orion</c>, or the embedded one under
/// <c>ORION_DATA</c>. Three separate logins can be given instead, by <c>ConnectionStrings:OrionApp</c>, <c>OrionPlatform</c> and
/// <c>OrionMigrator</c>.
/// </summary>
public sealed class OrionDatabase : IAsyncDisposable
{
    private const string DatabaseName = "orion";
    private readonly EmbeddedPostgres? embedded;
    private readonly ILoggerFactory logging;
    private readonly bool migrates;

    private OrionDatabase(DatabaseAccess access, EmbeddedPostgres? embedded, ILoggerFactory logging, bool migrates)
    {
        Access = access;
        this.embedded = embedded;
        this.logging = logging;
        this.migrates = migrates;
        access.StartHeartbeat(logging.CreateLogger("Orion.Database"));
        embedded?.KeepRunning();
    }

    /// <summary>The pools.</summary>
    public DatabaseAccess Access { get; }

    /// <summary>Whether this process runs on the embedded server.</summary>
    public bool IsEmbedded => embedded is not null;

    /// <summary>Connects, starting the embedded server and making roles and database where needed.</summary>
    public static async Task<OrionDatabase> StartAsync(IConfiguration configuration, IHostEnvironment environment, CancellationToken stop)
    {
        // Before the application there is no log of its own, and what watches the server outlives both.
        var logging = LoggerFactory.Create(b => b.AddSimpleConsole(c => c.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
        try
        {
            var migrates = configuration.GetValue("Database:MigrateAtStart", environment.IsDevelopment());
            if (await ConfiguredConnectionsAsync(configuration, stop) is { } connections)
                return new(new DatabaseAccess(connections, PoolSize(configuration)), null, logging, migrates);
            return await StartEmbeddedAsync(configuration, logging, stop);
        }
        catch
        {
            logging.Dispose();
            throw;
        }
    }

    /// <summary>Migrates where that is wanted, and refuses a schema that this version does not know.</summary>
    public async Task PrepareSchemaAsync(CancellationToken stop)
    {
        if (migrates) await MigrateAsync(stop);
        await SchemaCheck.EnsureKnownAsync(Access.Platform, stop);
    }

    /// <summary>Applies the migrations that are missing; one node at a time, because the provider locks the table of those that were applied.</summary>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken stop)
    {
        if (Access.MigratorConnectionString.Length == 0)
            throw new OperatorException("To migrate, ConnectionStrings__OrionMigrator must name a login that may become orion_owner.");
        await using var migrator = DatabaseRegistration.OpenMigrator(Access.MigratorConnectionString);
        var applied = (await migrator.Database.GetAppliedMigrationsAsync(stop)).ToList();
        SchemaCheck.RefuseNewer(applied);
        var missing = migrator.Database.GetMigrations().Except(applied).ToList();
        if (missing.Count > 0) await migrator.Database.MigrateAsync(stop);
        return missing;
    }

    public async ValueTask DisposeAsync()
    {
        await Access.DisposeAsync();
        if (embedded is not null)
        {
            // The server can't stop while pools made from plain strings still hold connections to it.
            NpgsqlConnection.ClearAllPools();
            await embedded.DisposeAsync();
        }

        logging.Dispose();
    }

    /// <summary>The connections to a server of one's own, with roles and database made where they are missing; null where none is named.</summary>
    private static async Task<DatabaseConnections?> ConfiguredConnectionsAsync(IConfiguration configuration, CancellationToken stop)
    {
        if (configuration.GetConnectionString("OrionApp") is { Length: > 0 } app
            && configuration.GetConnectionString("OrionPlatform") is { Length: > 0 } platform)
            return new(app, platform, configuration.GetConnectionString("OrionMigrator") ?? "");
        if (configuration.GetConnectionString("Orion") is not { Length: > 0 } own) return null;
        var name = new NpgsqlConnectionStringBuilder(own).Database is { Length: > 0 } given ? given : DatabaseName;
        return await DatabaseBootstrap.EnsureAsync(own, name, null, stop);
    }

    private static async Task<OrionDatabase> StartEmbeddedAsync(IConfiguration configuration, ILoggerFactory logging, CancellationToken stop)
    {
        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(
                Path.Combine(DataFolder.Of(configuration), "database"),
                EmbeddedPostgres.NativeFolderFor(NodeModulesOf(DataFolder.RepositoryFolder, AppContext.BaseDirectory))),
            logging.CreateLogger("Orion.Embedded"), stop);
        try
        {
            var passwords = RolePasswords.Derive(new NpgsqlConnectionStringBuilder(server.AdminConnectionString).Password!);
            var connections = await DatabaseBootstrap.EnsureAsync(server.AdminConnectionString, DatabaseName, passwords, stop);
            return new(new DatabaseAccess(connections, PoolSize(configuration), server), server, logging, migrates: true);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static int PoolSize(IConfiguration configuration) => configuration.GetValue("Database:PoolSize", 50);

    /// <summary>Where PostgreSQL's binaries are: in the checkout, or beside what was published, if somebody has put them there.</summary>
    /// <exception cref="OperatorException">It was published, and nobody has.</exception>
    internal static string NodeModulesOf(string? checkout, string binaries)
    {
        var folder = Path.Combine(checkout ?? binaries, "node_modules");
        return checkout is not null || Directory.Exists(folder)
            ? folder
            : throw new OperatorException("No database is configured. Set ConnectionStrings__Orion to a PostgreSQL server (15 or newer); what is published doesn't include one.");
    }
}
