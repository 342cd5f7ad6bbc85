using Npgsql;
using Orion.Framework.Database.Bootstrap;

namespace Orion.Tests.Fixtures;

/// <summary>A database of a test's own, and ways to ask it things as each of the roles.</summary>
public sealed class TestDatabase(Server server, string name, DatabaseConnections connections) : IAsyncDisposable
{
    /// <summary>As <c>orion_app</c>, under row security.</summary>
    public string App => connections.App;

    /// <summary>As <c>orion_platform</c>, across stores.</summary>
    public string Platform => connections.Platform;

    /// <summary>As <c>orion_owner</c>, which owns the tables.</summary>
    public string Migrator => connections.Migrator;

    /// <summary>As superuser: for catalogues and for what no role may do.</summary>
    public string Admin => new NpgsqlConnectionStringBuilder(server.Admin) { Database = name }.ConnectionString;

    /// <summary>An open connection that is in no pool.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>The first column of every row that a query gives, as text.</summary>
    public static async Task<List<string>> ListAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) rows.Add(reader.GetValue(0).ToString() ?? "");
        return rows;
    }

    /// <summary>The first value of the last of several statements, all in one session.</summary>
    public static async Task<string> AskAsync(string connectionString, params string[] statements)
    {
        await using var connection = await OpenAsync(connectionString);
        object? answer = null;
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            answer = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }

        return answer?.ToString() ?? "";
    }

    public async ValueTask DisposeAsync() => await DatabaseTemplate.DropAsync(server.Admin, name, CancellationToken.None);
}
