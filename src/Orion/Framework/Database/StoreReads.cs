using Npgsql;

namespace Orion.Framework.Database;

/// <summary>
/// Reads of the request's store for pages that must be fast: several selects in one round trip and without the mapper. Both locks
/// of isolation hold: every select names its store (<c>store_id = $1</c>, which is checked), and row security is told the store first.
/// </summary>
public sealed class StoreReads(DatabaseAccess access, IStoreScope scope)
{
    /// <summary>
    /// Runs the selects and hands their rows to <paramref name="read"/>, which stands on the first one's result and moves on with
    /// <c>NextResultAsync</c>. Runs again, once, after a transient fault.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no store, or a select doesn't name it.</exception>
    public async Task<T> ReadAsync<T>(IReadOnlyList<StoreSelect> selects, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        var store = scope.StoreId ?? throw new InvalidOperationException("Without a store there is nothing to read.");
        try
        {
            return await RunAsync(store, selects, read, stop);
        }
        catch (NpgsqlException fault) when (fault.IsTransient && !stop.IsCancellationRequested)
        {
            return await RunAsync(store, selects, read, stop);
        }
    }

    private async Task<T> RunAsync<T>(
        Guid store, IReadOnlyList<StoreSelect> selects, Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken stop)
    {
        access.EnsureAnswering();
        await using var connection = await access.App.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(StoreSetting.Statement) { Parameters = { StoreSetting.Parameter(store) } });
        foreach (var select in selects)
        {
            var command = new NpgsqlBatchCommand(select.Sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = store } } };
            foreach (var value in select.Values) command.Parameters.Add(value.Clone());
            batch.BatchCommands.Add(command);
        }

        try
        {
            await using var reader = await batch.ExecuteReaderAsync(stop);
            await reader.NextResultAsync(stop);
            return await read(reader, stop);
        }
        catch
        {
            FailedStatements.Forget(connection);
            throw;
        }
    }
}

/// <summary>A select of one store's rows.</summary>
public sealed class StoreSelect
{
    /// <param name="sql">The statement; <c>$1</c> is the store, <c>$2</c> and on are <paramref name="values"/>.</param>
    /// <param name="values">The other parameters, in order.</param>
    public StoreSelect(string sql, params IReadOnlyList<NpgsqlParameter> values)
    {
        if (!sql.Contains("store_id = $1", StringComparison.Ordinal))
            throw new InvalidOperationException("A select of a store's rows says which store: store_id = $1.");
        Sql = sql;
        Values = values;
    }

    internal string Sql { get; }

    internal IReadOnlyList<NpgsqlParameter> Values { get; }

    /// <summary>A parameter.</summary>
    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}
