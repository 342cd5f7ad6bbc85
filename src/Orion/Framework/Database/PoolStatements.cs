using Npgsql;

namespace Orion.Framework.Database;

/// <summary>Single statements on a pool, without the mapper: each on a connection of its own, in a transaction of its own.</summary>
internal static class PoolStatements
{
    /// <summary>Runs a statement; gives how many rows it touched.</summary>
    public static Task<int> ExecuteAsync(
        this NpgsqlDataSource pool, string sql, IReadOnlyList<NpgsqlParameter> values, CancellationToken stop) =>
        RunAsync(pool, sql, values, command => command.ExecuteNonQueryAsync(stop), stop);

    /// <summary>Runs a query; gives what <paramref name="row"/> makes of each of its rows.</summary>
    public static Task<List<T>> ListAsync<T>(
        this NpgsqlDataSource pool, string sql, IReadOnlyList<NpgsqlParameter> values, Func<NpgsqlDataReader, T> row, CancellationToken stop) =>
        RunAsync(pool, sql, values, async command =>
        {
            List<T> rows = [];
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop)) rows.Add(row(reader));
            return rows;
        }, stop);

    private static async Task<T> RunAsync<T>(
        NpgsqlDataSource pool, string sql, IReadOnlyList<NpgsqlParameter> values, Func<NpgsqlCommand, Task<T>> run, CancellationToken stop)
    {
        await using var connection = await pool.OpenConnectionAsync(stop);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(value);
        try
        {
            return await run(command);
        }
        catch
        {
            FailedStatements.Forget(connection);
            throw;
        }
    }
}
