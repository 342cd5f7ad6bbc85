using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orion.Framework.Database.Embedded;
using Orion.Tests.Fixtures;
using Xunit;

namespace Orion.Tests.Framework.Database.Embedded;

/// <summary>A data folder that ends with its test, and servers on it.</summary>
public abstract class ScratchServer : IAsyncLifetime
{
    private readonly List<EmbeddedPostgres> _started = [];
    private readonly HashSet<string> _used = [];

    protected string Folder { get; } = NewFolder();

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected Task<EmbeddedPostgres> StartAsync(bool durable = false) => StartAsync(Folder, durable);

    protected async Task<EmbeddedPostgres> StartAsync(string folder, bool durable = false)
    {
        var options = new EmbeddedPostgresOptions(folder, Native, durable);
        var server = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, Stop);
        _started.Add(server);
        _used.Add(server.DataFolder);
        return server;
    }

    protected static string Native => EmbeddedPostgres.NativeFolderFor(NodeModules.Folder);

    protected static string NewFolder() =>
        ScratchFolder.New();

    protected static async Task<string> AskAsync(string connectionString, params string[] statements)
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

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _started)
        {
            await server.DisposeAsync();
        }

        foreach (var folder in _used.Append(Folder).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }
}
