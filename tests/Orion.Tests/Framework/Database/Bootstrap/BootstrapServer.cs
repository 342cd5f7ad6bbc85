using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orion.Framework.Database.Bootstrap;
using Orion.Framework.Database.Embedded;
using Orion.Tests.Fixtures;
using Orion.Tests.Framework.Database.Embedded;
using Xunit;

namespace Orion.Tests.Framework.Database.Bootstrap;

/// <summary>
/// A server of these tests' own: roles belong to the whole server, and some of the tests bend them.
/// </summary>
public sealed class BootstrapServer : IAsyncLifetime
{
    private EmbeddedPostgres _server = null!;

    public string Admin => _server.AdminConnectionString;

    internal static RolePasswords Passwords { get; } = RolePasswords.Derive("a secret of the tests");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var folder = ScratchFolder.New();
        var native = EmbeddedPostgres.NativeFolderFor(NodeModules.Folder);
        _server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(folder, native, Durable: false), NullLogger.Instance, CancellationToken.None);
    }

    internal static string NewName() => "t_" + Guid.CreateVersion7().ToString("n");

    internal async Task<DatabaseConnections> NewDatabaseAsync(string? name = null) =>
        await DatabaseBootstrap.EnsureAsync(Admin, name ?? NewName(), Passwords, Stop);

    /// <summary>A user that may log in and nothing else; the string leads to the database <c>postgres</c>.</summary>
    internal async Task<(string User, string ConnectionString)> NewUserAsync(string attributes = "")
    {
        var user = "u_" + Guid.CreateVersion7().ToString("n");
        await AskAsync(Admin, $"create user {user} {attributes} password 'poor'");
        var login = new NpgsqlConnectionStringBuilder(Admin) { Username = user, Password = "poor" };
        return (user, login.ConnectionString);
    }

    internal string AdminOf(string connectionString) => new NpgsqlConnectionStringBuilder(Admin)
    {
        Database = new NpgsqlConnectionStringBuilder(connectionString).Database,
    }.ConnectionString;

    /// <summary>Runs statements in one session, and returns the last one's first value.</summary>
    internal static async Task<string> AskAsync(string connectionString, params string[] statements)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(Stop);
        object? answer = null;
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            answer = await command.ExecuteScalarAsync(Stop);
        }

        return answer?.ToString() ?? "";
    }

    /// <summary>The error code that the last statement was refused with.</summary>
    internal static async Task<string> RefusalAsync(string connectionString, params string[] statements) =>
        (await Assert.ThrowsAsync<PostgresException>(() => AskAsync(connectionString, statements))).SqlState;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_server.DataFolder, recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class BootstrapTests : ICollectionFixture<BootstrapServer>
{
    public const string Name = "Database bootstrap";
}
