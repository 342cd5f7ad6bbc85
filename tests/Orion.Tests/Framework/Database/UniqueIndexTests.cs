using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Orion.Framework.Database;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Database;

/// <summary>Every unique index of the database, driven by two connections that insert the same at once.</summary>
public sealed partial class UniqueIndexTests(Server server) : IAsyncLifetime
{
    private static readonly Dictionary<string, TakenAttribute> Taken =
        typeof(OrionDb).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<TakenAttribute>()).ToDictionary(t => t.Index);

    private static readonly Dictionary<string, string> NeverTaken =
        typeof(OrionDb).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<NeverTakenAttribute>()).ToDictionary(t => t.Index, t => t.Because);

    private TestDatabase database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await server.NewDatabaseAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Every_unique_index_says_at_its_entity_what_a_twin_is_told_or_why_there_is_none()
    {
        var there = (await IndexesAsync()).Where(i => !i.IsOfMadeIds).Select(i => i.Name).Order(StringComparer.Ordinal);

        Assert.Equal(there, Taken.Keys.Concat(NeverTaken.Keys).Order(StringComparer.Ordinal));
        Assert.All(NeverTaken.Values, because => Assert.Matches(@"^[A-Z].{5,}\.\z", because));
    }

    [Fact]
    public async Task Of_two_at_once_the_second_is_told_what_its_index_says()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await using var watch = await TestDatabase.OpenAsync(database.Admin);
        // Rows that break other rules than the one that is tried.
        foreach (var drop in await TestDatabase.ListAsync(database.Admin, "select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint where contype = 'c' and conrelid <> 0"))
            await ExecuteAsync(watch, drop);
        List<string> wrong = [];
        var indexes = await IndexesAsync();
        Assert.True(indexes.Count > 70, $"{indexes.Count} unique indexes");
        foreach (var index in indexes)
        {
            var columns = await ColumnsAsync(watch, index.Table);
            var row = columns.ToDictionary(c => c.Name, c => c.Value(index));
            var twin = columns.ToDictionary(c => c.Name, c => index.Columns.Contains(c.Name) ? row[c.Name] : c.Value(index));
            await using var transaction = await first.BeginTransactionAsync(Stop);
            await ExecuteAsync(first, Insert(index.Table, row));
            var other = ExecuteAsync(second, Insert(index.Table, twin));
            while (!other.IsCompleted && !await IsWaitingAsync(watch, second.ProcessID)) await Task.Yield();
            await transaction.CommitAsync(Stop);
            var stopped = await Record.ExceptionAsync(() => other);
            if (UniqueIndexes.Overtaken(new DbUpdateException("", stopped)) is not { } violation || violation.ConstraintName != index.Name)
            {
                wrong.Add($"{index.Name}: {stopped?.Message ?? "nothing stopped the second"}");
                continue;
            }

            var refusal = UniqueIndexes.RefusalFor(violation);
            var expected = Taken.TryGetValue(index.Name, out var taken) ? taken.Refusal.Code : "conflict";
            if (refusal.Code != expected || refusal.Status is not (409 or 422) || refusal.Title.Length < 10)
                wrong.Add($"{index.Name}: {refusal.Status} {refusal.Code} {refusal.Title}");
        }

        Assert.Empty(wrong);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await TestDatabase.OpenAsync(database.Admin);
        // Without foreign keys: what is tried is one index, not the whole model.
        await ExecuteAsync(connection, "set session_replication_role = replica");
        return connection;
    }

    private async Task<List<Index>> IndexesAsync() =>
        [.. (await TestDatabase.ListAsync(
            database.Admin,
            """
            select concat_ws('|', c.relname, t.relname, i.indisprimary, coalesce(pg_get_expr(i.indpred, i.indrelid), ''),
                (select string_agg(a.attname, ',' order by k.place) from unnest(i.indkey) with ordinality k (number, place)
                    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number))
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
            where i.indisunique and t.relnamespace = 'public'::regnamespace and t.relname <> '__EFMigrationsHistory' order by c.relname
            """)).Select(line => line.Split('|')).Select(p => new Index(p[0], p[1], p[2] == "t", p[3], p[4].Split(',')))];

    private static async Task<List<Column>> ColumnsAsync(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand(
            """
            select attname, format_type(atttypid, null), attnotnull, case when atttypmod > 4 then atttypmod - 4 else 40 end from pg_attribute
            where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
            """, connection)
        { Parameters = { new() { Value = table } } };
        await using var reader = await command.ExecuteReaderAsync(Stop);
        List<Column> columns = [];
        while (await reader.ReadAsync(Stop)) columns.Add(new(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetInt32(3)));
        return columns;
    }

    private static string Insert(string table, Dictionary<string, string> row) =>
        $"insert into {table} ({string.Join(", ", row.Keys)}) values ({string.Join(", ", row.Values)})";

    private static async Task<bool> IsWaitingAsync(NpgsqlConnection connection, int process)
    {
        await using var command = new NpgsqlCommand("select exists (select from pg_locks where not granted and pid = $1)", connection)
        {
            Parameters = { new() { Value = process } }
        };
        return (bool)(await command.ExecuteScalarAsync(Stop))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }

    [GeneratedRegex(@"(\w+) IS NOT NULL")]
    private static partial Regex Needed();

    private sealed record Index(string Name, string Table, bool IsPrimary, string Filter, string[] Columns)
    {
        /// <summary>Ids are made here, of time and random bits: nobody sends one.</summary>
        public bool IsOfMadeIds => IsPrimary && Columns is ["id"] or ["store_id", "id"];

        public bool Needs(string column) =>
            Columns.Contains(column) || Filter == column || Needed().Matches(Filter).Any(m => m.Groups[1].Value == column);
    }

    private sealed record Column(string Name, string Type, bool IsRequired, int Length)
    {
        /// <summary>A value of its type, another one each time; none where it isn't needed.</summary>
        public string Value(Index index)
        {
            if (!IsRequired && !index.Needs(Name)) return "null";
            var random = Guid.CreateVersion7().ToString("n")[12..];
            return Type switch
            {
                "uuid" => $"'{Guid.CreateVersion7()}'",
                "boolean" => index.Filter == Name ? "true" : "false",
                "smallint" or "numeric" => "1",
                "integer" or "bigint" => Convert.ToInt64(random[..7], 16).ToString(System.Globalization.CultureInfo.InvariantCulture),
                "json" or "jsonb" => "'{}'",
                "bytea" => $"'\\x{random}'",
                "date" => "current_date",
                _ when Type.StartsWith("timestamp", StringComparison.Ordinal) => "now()",
                _ when Type.EndsWith("[]", StringComparison.Ordinal) => "'{}'",
                _ => $"'{random[^Math.Min(random.Length, Length)..]}'"
            };
        }
    }
}
