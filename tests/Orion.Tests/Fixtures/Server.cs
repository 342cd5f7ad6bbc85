using Microsoft.Extensions.Logging.Abstractions;
using Orion.Framework.Database;
using Orion.Framework.Database.Bootstrap;
using Orion.Framework.Database.Embedded;
using Orion.Tests.Framework.Database.Embedded;

namespace Orion.Tests.Fixtures;

/// <summary>
/// One PostgreSQL for the whole run, and in it a migrated database with the <see cref="World"/>, from which every test class
/// gets a copy of its own.
/// </summary>
public sealed class Server : IAsyncLifetime
{
    private const string Template = "orion_template";

    private readonly SemaphoreSlim cloning = new(1, 1);
    private EmbeddedPostgres postgres = null!;
    private int databases;

    /// <summary>Connects as superuser; for looking into catalogues, never for what the application does.</summary>
    public string Admin => postgres.AdminConnectionString;

    /// <summary>Who and what is there from the start.</summary>
    public World World { get; private set; } = null!;

    internal static RolePasswords Passwords { get; } = RolePasswords.Derive("passwords of the tests");

    public async ValueTask InitializeAsync()
    {
        var native = EmbeddedPostgres.NativeFolderFor(NodeModules.Folder);
        postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(ScratchFolder.New(), native, Durable: false), NullLogger.Instance, CancellationToken.None);
        var connections = await DatabaseBootstrap.EnsureAsync(Admin, Template, Passwords, CancellationToken.None);
        await using (var migrator = DatabaseRegistration.OpenMigrator(connections.Migrator))
            await migrator.Database.MigrateAsync();
        await using var access = new DatabaseAccess(connections, 4);
        World = await World.MakeAsync(access);
    }

    /// <summary>A database with the world in it, for one test class alone.</summary>
    public async Task<TestDatabase> NewDatabaseAsync(bool empty = false)
    {
        var name = $"orion_{Interlocked.Increment(ref databases)}";
        await cloning.WaitAsync();
        try
        {
            var connections = empty
                ? await DatabaseBootstrap.EnsureAsync(Admin, name, Passwords, CancellationToken.None)
                : await DatabaseTemplate.CloneAsync(Admin, Template, name, Passwords, CancellationToken.None);
            return new TestDatabase(this, name, connections);
        }
        finally
        {
            cloning.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        ScratchFolder.Delete(postgres.DataFolder);
        cloning.Dispose();
    }
}
