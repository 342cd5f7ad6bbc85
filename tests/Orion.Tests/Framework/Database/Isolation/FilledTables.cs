using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Database.Isolation;

/// <summary>
/// A row of each of two stores in every store-owned table that the catalogue knows, so that a probe finds something to steal.
/// Made from the columns' types by a superuser whose session checks no foreign keys: a new table is filled without anybody
/// remembering to.
/// </summary>
public sealed class FilledTables(Server server) : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public Guid Acme => server.World["acme"].Id;

    public Guid Birch => server.World["birch"].Id;

    /// <summary>Every store-owned table and its columns that can be written.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tables { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await server.NewDatabaseAsync();
        var columns = (await TestDatabase.ListAsync(Database.Admin,
            """
            select jsonb_build_array(c.relname, a.attname, format_type(a.atttypid, null), a.attnotnull and not a.atthasdef)::text
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity and c.relname <> 'stores'
            order by c.relname, a.attnum
            """)).Select(row => JsonSerializer.Deserialize<JsonElement[]>(row)!).ToLookup(c => c[0].GetString()!);
        Tables = columns.ToDictionary(t => t.Key, t => (IReadOnlyList<string>)[.. t.Select(c => c[1].GetString()!)]);

        await using var connection = await TestDatabase.OpenAsync(Database.Admin);
        await RunAsync(connection, "set session_replication_role = replica");
        // What a row means is no concern here: a row of ones and crosses breaks what sums and ranges are checked for.
        foreach (var check in await TestDatabase.ListAsync(Database.Admin,
            "select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint "
            + "where contype = 'c' and connamespace = 'public'::regnamespace"))
            await RunAsync(connection, check);
        foreach (var table in columns)
            foreach (var store in (Guid[])[Acme, Birch])
            {
                var row = new JsonObject();
                foreach (var column in table)
                    if (column[1].GetString() == "store_id") row["store_id"] = store;
                    else if (column[3].GetBoolean()) row[column[1].GetString()!] = Anything(column[2].GetString()!);
                await RunAsync(connection,
                    $"""
                    insert into {table.Key} ({string.Join(", ", row.Select(p => p.Key))})
                    select {string.Join(", ", row.Select(p => p.Key))} from jsonb_populate_record(null::{table.Key}, '{row.ToJsonString()}')
                    where not exists (select from {table.Key} where store_id = '{store}')
                    """);
            }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static JsonNode Anything(string type) => type switch
    {
        "uuid" => JsonValue.Create(Guid.CreateVersion7()),
        "boolean" => true,
        "integer" or "bigint" or "smallint" or "numeric" => 1,
        "timestamp with time zone" or "timestamp without time zone" or "date" => "2026-03-14",
        "jsonb" or "json" => new JsonObject(),
        "bytea" => "\\\\x00",
        _ when type.EndsWith("[]", StringComparison.Ordinal) => new JsonArray(),
        _ => "x"
    };
}
