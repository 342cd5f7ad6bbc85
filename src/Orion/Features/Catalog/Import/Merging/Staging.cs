using Npgsql;
using NpgsqlTypes;
using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>
/// The file's rows in a temporary table of the session: the database puts rows of one product together however far apart they
/// are, so that the import holds no more than one batch in memory. It also means that a file is read to its end, and found
/// readable, before anything is changed.
/// </summary>
internal sealed class Staging(NpgsqlConnection connection)
{
    /// <summary>Rows of one product that are looked at: more than enough for all variants and pictures that one may have.</summary>
    public const int MostRowsOfProduct = 2_000;

    private const int RowsInBatch = 1_000;
    private const int RowsInCopy = 20_000;

    /// <summary>Makes the session's tables. They go when its connection goes back to the pool.</summary>
    public async Task PrepareAsync(CancellationToken stop)
    {
        // An import's statements are those of a worker, not of a page.
        await ExecuteAsync("set statement_timeout = '60s'; set idle_in_transaction_session_timeout = '60s';", stop);
        await ExecuteAsync(StagingSql.Tables, stop);
    }

    /// <summary>Takes in rows as they come; gives how many there were.</summary>
    public async Task<int> TakeInAsync(IAsyncEnumerable<SheetRow> rows, Action<int> progress, CancellationToken stop)
    {
        var count = 0;
        await using var each = rows.GetAsyncEnumerator(stop);
        var more = await each.MoveNextAsync();
        while (more)
        {
            await using var copy = await connection.BeginBinaryImportAsync("copy import_rows (line, handle, cells) from stdin (format binary)", stop);
            for (var inCopy = 0; more && inCopy < RowsInCopy; inCopy++)
            {
                await copy.StartRowAsync(stop);
                await copy.WriteAsync(each.Current.Line, NpgsqlDbType.Integer, stop);
                await copy.WriteAsync(each.Current.Handle, NpgsqlDbType.Text, stop);
                await copy.WriteAsync(each.Current.Cells, NpgsqlDbType.Array | NpgsqlDbType.Text, stop);
                if (++count % 1_000 == 0) progress(count);
                more = await each.MoveNextAsync();
            }

            await copy.CompleteAsync(stop);
        }

        return count;
    }

    /// <summary>Sorts the rows into batches of whole products, in the order of the file; gives how many batches there are.</summary>
    public async Task<int> ArrangeAsync(CancellationToken stop)
    {
        await ExecuteAsync(StagingSql.Arrange(RowsInBatch), stop);
        await using var command = new NpgsqlCommand("select coalesce(max(batch) + 1, 0) from import_handles", connection);
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Products with more rows than are looked at: handle, first line, rows.</summary>
    public async Task<List<(string Handle, int Line, int Rows)>> FindOverlongAsync(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select handle, line, rows from import_handles where rows > $1 order by line", connection);
        command.Parameters.Add(new() { Value = MostRowsOfProduct });
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<(string, int, int)> found = [];
        while (await reader.ReadAsync(stop)) found.Add((reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)));
        return found;
    }

    /// <summary>What the file calls its products, each once.</summary>
    public async IAsyncEnumerable<string> HandlesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select handle from import_handles", connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) yield return reader.GetString(0);
    }

    /// <summary>The rows of a batch, by product.</summary>
    public async Task<List<(string Handle, List<SheetRow> Rows)>> ReadBatchAsync(int batch, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(StagingSql.Batch, connection);
        command.Parameters.Add(new() { Value = batch });
        command.Parameters.Add(new() { Value = MostRowsOfProduct });
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<(string Handle, List<SheetRow> Rows)> products = [];
        while (await reader.ReadAsync(stop))
        {
            var handle = reader.GetString(0);
            if (products.Count == 0 || products[^1].Handle != handle) products.Add((handle, []));
            products[^1].Rows.Add(new SheetRow(reader.GetInt32(1), reader.GetFieldValue<string[]>(2)));
        }

        return products;
    }

    private async Task ExecuteAsync(string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
