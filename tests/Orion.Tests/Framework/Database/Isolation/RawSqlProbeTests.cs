using Npgsql;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Database.Isolation;

/// <summary>
/// Whoever can write SQL as the application's role still has one store only: in every table, by every verb. PostgreSQL is the
/// lock here; none of Orion's code is involved.
/// </summary>
public sealed class RawSqlProbeTests(FilledTables filled) : IClassFixture<FilledTables>
{
    private const string Refused = PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>Touching no row, or having no right to try.</summary>
    private static readonly string[] NoRows = ["0", Refused];

    private static readonly string[] NoStoreOrRight =
        [PostgresErrorCodes.InvalidTextRepresentation, PostgresErrorCodes.UndefinedObject, Refused];

    /// <summary>A connection that never had a store says the one, one that did says the other.</summary>
    private static readonly string[] NoStore = [PostgresErrorCodes.InvalidTextRepresentation, PostgresErrorCodes.UndefinedObject];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string App => filled.Database.App;

    [Fact]
    public async Task There_is_something_to_steal_in_every_table()
    {
        Assert.True(filled.Tables.Count >= 25, $"Only {filled.Tables.Count} tables were found.");
        foreach (var table in filled.Tables.Keys)
            Assert.NotEqual("0", await TestDatabase.AskAsync(
                filled.Database.Admin, $"select count(*) from {table} where store_id = '{filled.Birch}'"));
    }

    [Fact]
    public Task Foreign_rows_are_not_seen() => ForEachTableAsync(App, async (session, table) =>
    {
        Assert.NotEqual("0", await session.AskAsync($"select count(*) from {table}"));
        Assert.Equal("0", await session.AskAsync($"select count(*) from {table} where store_id <> '{filled.Acme}'"));
        Assert.Equal("0", await session.AskAsync($"select count(*) from {table} where store_id = '{filled.Birch}'"));
    });

    [Fact]
    public Task Rows_cannot_be_put_into_a_foreign_store() => ForEachTableAsync(App, async (session, table) =>
    {
        var columns = string.Join(", ", filled.Tables[table]);
        var copied = columns.Replace("store_id", $"'{filled.Birch}'::uuid", StringComparison.Ordinal);
        Assert.Equal(Refused, await session.RefusalAsync($"insert into {table} ({columns}) select {copied} from {table} limit 1"));
    });

    [Fact]
    public Task Foreign_rows_cannot_be_changed() => ForEachTableAsync(App, async (session, table) =>
        Assert.Contains(await session.TouchAsync($"update {table} set store_id = store_id where store_id = '{filled.Birch}'"), NoRows));

    [Fact]
    public Task Own_rows_cannot_be_given_to_a_foreign_store() => ForEachTableAsync(App, async (session, table) =>
        Assert.Equal(Refused, await session.TouchAsync($"update {table} set store_id = '{filled.Birch}'")));

    [Fact]
    public Task Foreign_rows_cannot_be_deleted() => ForEachTableAsync(App, async (session, table) =>
        Assert.Contains(await session.TouchAsync($"delete from {table} where store_id = '{filled.Birch}'"), NoRows));

    [Fact]
    public Task Tables_cannot_be_emptied_or_changed() => ForEachTableAsync(App, async (session, table) =>
    {
        Assert.Equal(Refused, await session.RefusalAsync($"truncate {table}"));
        Assert.Equal(Refused, await session.RefusalAsync($"alter table {table} disable row level security"));
        Assert.Equal(Refused, await session.RefusalAsync($"create policy mine on {table} using (true)"));
        Assert.Equal(Refused, await session.RefusalAsync($"copy {table} to program 'cat'"));
    });

    [Fact]
    public Task Without_a_store_there_is_an_error_rather_than_an_empty_list() => ForEachTableAsync(App, async (session, table) =>
    {
        Assert.Contains(await session.RefusalAsync($"select * from {table}"), NoStore);
        Assert.Contains(await session.RefusalAsync($"delete from {table}"), NoStoreOrRight);
    }, store: false);

    [Fact]
    public async Task A_connection_that_had_a_store_has_none_afterwards()
    {
        await using var session = await Session.OpenAsync(App);
        await session.AskAsync("begin");
        await session.AskAsync($"select set_config('orion.store_id', '{filled.Acme}', true)");
        Assert.NotEqual("0", await session.AskAsync("select count(*) from products"));
        await session.AskAsync("commit");

        Assert.Contains(await session.RefusalAsync("select * from products"), NoStore);
    }

    [Fact]
    public async Task The_store_row_of_another_is_not_seen_either()
    {
        await using var session = await Session.OpenAsync(App);
        await session.AskAsync($"select set_config('orion.store_id', '{filled.Acme}', false)");
        Assert.Equal("acme", await session.AskAsync("select string_agg(code, ',') from stores"));
        Assert.Contains(await session.TouchAsync("update stores set name = 'Mine' where code = 'birch'"), NoRows);
    }

    [Fact]
    public async Task The_application_cannot_become_anybody_else()
    {
        await using var session = await Session.OpenAsync(App);
        foreach (var role in (string[])["orion_owner", "orion_platform", "orion_migrator", "postgres"])
            Assert.Equal(Refused, await session.RefusalAsync($"set role {role}"));
        Assert.Equal(Refused, await session.RefusalAsync("set session authorization postgres"));
        Assert.Equal(Refused, await session.RefusalAsync("set session_replication_role = replica"));
        Assert.Equal(Refused, await session.RefusalAsync("select pg_read_file('postgresql.conf')"));
        foreach (var table in (string[])["users", "user_sessions", "platforms", "platform_hosts", "signing_keys", "\"__EFMigrationsHistory\""])
            Assert.Equal(Refused, await session.RefusalAsync($"select * from {table}"));
        // Row security that is switched off refuses the query; it doesn't open the table.
        await session.AskAsync("set row_security = off");
        Assert.Equal(Refused, await session.RefusalAsync("select * from products"));
    }

    [Fact]
    public Task The_owner_too_has_one_store_at_a_time() => ForEachTableAsync(filled.Database.Migrator, async (session, table) =>
    {
        Assert.Equal("0", await session.AskAsync($"select count(*) from {table} where store_id <> '{filled.Acme}'"));
        Assert.Equal("0", await session.TouchAsync($"update {table} set store_id = store_id where store_id = '{filled.Birch}'"));
    });

    [Fact]
    public Task The_owner_without_a_store_has_an_error() => ForEachTableAsync(filled.Database.Migrator, async (session, table) =>
        Assert.Contains(await session.RefusalAsync($"update {table} set store_id = store_id"), NoStore), store: false);

    private async Task ForEachTableAsync(string role, Func<Session, string, Task> probe, bool store = true)
    {
        await using var session = await Session.OpenAsync(role);
        if (store) await session.AskAsync($"select set_config('orion.store_id', '{filled.Acme}', false)");
        List<string> leaks = [];
        foreach (var table in filled.Tables.Keys)
            try
            {
                await probe(session, table);
            }
            catch (Exception leak) when (leak is Xunit.Sdk.XunitException or PostgresException)
            {
                leaks.Add($"{table}: {leak.Message}");
            }

        Assert.True(leaks.Count == 0, string.Join("\n", leaks));
    }

    private sealed class Session(NpgsqlConnection connection) : IAsyncDisposable
    {
        public static async Task<Session> OpenAsync(string connectionString) => new(await TestDatabase.OpenAsync(connectionString));

        public async Task<string> AskAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (await command.ExecuteScalarAsync(Stop))?.ToString() ?? "";
        }

        /// <summary>The error's code, or the number of rows that were touched.</summary>
        public async Task<string> TouchAsync(string sql)
        {
            try
            {
                await using var command = new NpgsqlCommand(sql, connection);
                return (await command.ExecuteNonQueryAsync(Stop)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (PostgresException refused)
            {
                return refused.SqlState;
            }
        }

        public async Task<string> RefusalAsync(string sql) =>
            (await Assert.ThrowsAsync<PostgresException>(async () =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync(Stop);
            })).SqlState;

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
