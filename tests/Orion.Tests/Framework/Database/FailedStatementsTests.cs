using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orion.Features.Catalog;
using Orion.Framework.Configuration;
using Orion.Framework.Database;
using Orion.Framework.Database.Bootstrap;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Database;

/// <summary>
/// On one connection, every way of running statements, every way of failing, at every place in a batch, before, at and after the use
/// that prepares: what is right afterwards succeeds, with the right result.
/// </summary>
public sealed partial class FailedStatementsTests(Server server) : IAsyncLifetime
{
    /// <summary>Uses in a row, good and bad; the driver prepares a statement at its fifth.</summary>
    private static readonly string[] Patterns = ["Bgg", "ggggBgg", "gggggBgg", "BBBBBBgg", "BgBgBgg"];

    private static readonly Kind[] Kinds =
    [
        new("cast", "select {0}::text::int as \"Value\"", "x", "7", 7),
        new("zero", "select 8 / {0}::int as \"Value\"", 0, 1, 8),
        new("length", "insert into trials (name) values ({0}::text) returning length(name) as \"Value\"", "too long", "ok", 2),
        new("check", "insert into trials (amount) values ({0}::int) returning amount as \"Value\"", -1, 5, 5),
        new("unique", "insert into trials (id) values (case {0}::int when 0 then 0 else nextval('trial_ids') end) returning 4 as \"Value\"", 0, 1, 4),
        new("cancelled", "select {0}::int as \"Value\" from pg_sleep(case {0}::int when 0 then 60 else 0 end)", 0, 3, 3)
    ];

    private TestDatabase database = null!;
    private DatabaseAccess access = null!;
    private ServiceProvider services = null!;
    private int saved;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await server.NewDatabaseAsync();
        await TestDatabase.AskAsync(
            database.Admin, "create sequence trial_ids start 1",
            "create table trials (id bigint primary key default nextval('trial_ids'), amount int check (amount > 0), name varchar(5))",
            "insert into trials (id) values (0)", "grant all on trials, trial_ids to orion_app, orion_platform");
        access = new DatabaseAccess(new DatabaseConnections(database.App, database.Platform, database.Migrator), 4);
        services = Makers.Services(access);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await access.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Statements_in_transactions_and_without_succeed_after_others_have_failed()
    {
        List<string> wrong = [];
        foreach (var (kind, pattern) in Kinds.SelectMany(kind => kind.Patterns.Select(pattern => (kind, pattern))))
        {
            await TryAsync($"read, {kind.Name}", pattern, (value, stop) => ReadAsync(Open(), kind, value, stop), kind, wrong);
            await TryAsync($"read in transaction, {kind.Name}", pattern, async (value, stop) =>
            {
                await using var db = Open();
                return await db.InTransactionAsync(() => ReadAsync(db, kind, value, stop), stop);
            }, kind, wrong);
            await TryAsync($"on the pool, {kind.Name}", pattern, async (value, stop) => (await access.Platform.ListAsync(
                kind.Numbered(1), [new() { Value = value }], row => row.GetInt32(0), stop)).Single(), kind, wrong);
            for (var place = 0; place < 3; place++)
            {
                var at = place;
                await TryAsync($"several reads, {kind.Name} at {place}", pattern, (value, stop) => ReadSeveralAsync(kind, value, at, stop), kind, wrong);
                await TryAsync($"batch in transaction, {kind.Name} at {place}", pattern, (value, stop) => BatchAsync(kind, value, at, stop), kind, wrong);
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Saves_succeed_after_others_have_failed()
    {
        List<string> wrong = [];
        foreach (var (name, spoil) in new (string, Func<Product, Product>)[]
        {
            ("length", p => Product.Make(p.Slug, new string('x', 300), ProductStatus.Draft)),
            ("twin", p => Product.Make("mug", p.Name, ProductStatus.Draft)),
            ("character", p => Product.Make(p.Slug, "a\0b", ProductStatus.Draft))
        })
            foreach (var pattern in Patterns)
                for (var place = 0; place < 3; place++)
                {
                    var at = place;
                    var kind = new Kind(name, "", false, true, 3);
                    await TryAsync($"save, {name} at {place}", pattern, async (value, stop) =>
                    {
                        await using var db = Open();
                        return await SaveAsync(db, value, spoil, at, stop);
                    }, kind, wrong);
                    await TryAsync($"save in transaction, {name} at {place}", pattern, async (value, stop) =>
                    {
                        await using var db = Open();
                        return await db.InTransactionAsync(() => SaveAsync(db, value, spoil, at, stop), stop);
                    }, kind, wrong);
                    access.App.Clear();
                    await using var kept = Open();
                    await kept.InTransactionAsync(async () =>
                    {
                        await TryAsync($"save after going back, {name} at {place}", pattern, (value, stop) => SaveOrGoBackAsync(kept, value, spoil, at, stop), kind, wrong, clear: false);
                        return true;
                    }, Stop);
                }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_statement_on_a_pool_goes_where_a_failure_is_mended()
    {
        var source = Path.Combine(DataFolder.RepositoryFolder!, "src", "Orion");
        var past = Directory.EnumerateFiles(Path.Combine(source, "Features"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(source, "Framework"), "*.cs", SearchOption.AllDirectories))
            .Where(file => Past().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).Order(StringComparer.Ordinal);

        // The two of the framework that mend for themselves: a worker's context, and reads of several selects.
        Assert.Equal(["ContextOptions.cs", "StoreReads.cs"], past);
    }

    private static async Task<int> ReadAsync(OrionDb db, Kind kind, object value, CancellationToken stop)
    {
        var own = db.Database.CurrentTransaction is null;
        try
        {
            return (await db.Database.SqlQuery<int>(FormattableStringFactory.Create(kind.Sql, value)).ToListAsync(stop)).Single();
        }
        finally
        {
            if (own) await db.DisposeAsync();
        }
    }

    private async Task<int> ReadSeveralAsync(Kind kind, object value, int place, CancellationToken stop)
    {
        return await new StoreReads(access, new Acme(server.World["acme"].Id)).ReadAsync(
            [.. Enumerable.Range(0, 3).Select(i => i == place
                ? new StoreSelect($"with s as (select $1::uuid as store_id), t as (select 1 from s where store_id = $1) {kind.Numbered(2)}", new NpgsqlParameter { Value = value })
                : new StoreSelect($"select {i} from (select $1::uuid as store_id) s where store_id = $1"))],
            async (reader, token) =>
            {
                var found = 0;
                for (var i = 0; i < 3; i++)
                {
                    Assert.True(await reader.ReadAsync(token));
                    if (i == place) found = reader.GetInt32(0);
                    else Assert.Equal(i, reader.GetInt32(0));
                    await reader.NextResultAsync(token);
                }

                return found;
            }, stop);
    }

    private async Task<int> BatchAsync(Kind kind, object value, int place, CancellationToken stop)
    {
        await using var db = Open();
        return await db.InTransactionAsync(async () =>
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
            for (var i = 0; i < 3; i++)
                batch.BatchCommands.Add(i == place
                    ? new NpgsqlBatchCommand(kind.Numbered(1)) { Parameters = { new() { Value = value } } }
                    : new NpgsqlBatchCommand($"select {i}"));
            await using var reader = await batch.ExecuteReaderAsync(stop);
            for (var i = 0; i < place; i++) await reader.NextResultAsync(stop);
            Assert.True(await reader.ReadAsync(stop));
            return reader.GetInt32(0);
        }, stop);
    }

    private async Task<int> SaveAsync(OrionDb db, object good, Func<Product, Product> spoil, int place, CancellationToken stop)
    {
        var products = Enumerable.Range(0, 3).Select(_ => Product.Make($"trial-{++saved}", "Trial", ProductStatus.Draft)).ToList();
        if (good is false) products[place] = spoil(products[place]);
        db.AddRange(products);
        await db.SaveChangesAsync(stop);
        Assert.All(products, p => Assert.NotEqual(0u, db.Entry(p).Property<uint>("RowVersion").CurrentValue));
        return products.Count;
    }

    private async Task<int> SaveOrGoBackAsync(OrionDb db, object good, Func<Product, Product> spoil, int place, CancellationToken stop)
    {
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync("here", stop);
        try
        {
            return await SaveAsync(db, good, spoil, place, stop);
        }
        catch
        {
            await transaction.RollbackToSavepointAsync("here", stop);
            throw;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Runs a pattern of uses on a fresh connection, and notes every good one that fails or gives something else.</summary>
    private async Task TryAsync(
        string what, string pattern, Func<object, CancellationToken, Task<int>> use, Kind kind, List<string> wrong, bool clear = true)
    {
        if (clear)
        {
            access.App.Clear();
            access.Platform.Clear();
        }

        foreach (var (step, number) in pattern.Select((s, i) => (s, i + 1)))
        {
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            if (step == 'B' && kind.Name == "cancelled") stopping.CancelAfter(30);
            try
            {
                var result = await use(step == 'B' ? kind.Bad : kind.Good, stopping.Token);
                if (step == 'B') wrong.Add($"{what}, {pattern}: use {number} should have failed");
                else if (result != kind.Expected) wrong.Add($"{what}, {pattern}: use {number} gave {result}");
            }
            catch (Exception failed) when (!Stop.IsCancellationRequested)
            {
                if (step == 'g') wrong.Add($"{what}, {pattern}: use {number} failed: {failed.GetBaseException().Message}");
            }
        }
    }

    private OrionDb Open()
    {
        var db = services.GetRequiredService<ContextOptions>().Open(new Acme(server.World["acme"].Id));
        db.IsAudited = false;
        return db;
    }

    [GeneratedRegex(@"\.(App|Platform|Work)\.(CreateCommand|CreateBatch|CreateConnection|OpenConnection)")]
    private static partial Regex Past();

    /// <summary>A statement with one parameter, what makes it fail, what doesn't, and what it gives then.</summary>
    private sealed record Kind(string Name, string Sql, object Bad, object Good, int Expected)
    {
        /// <summary>Waiting for a statement that is cancelled takes long: two say enough.</summary>
        public IEnumerable<string> Patterns => Name == "cancelled" ? ["ggggBgg", "BgBgBgg"] : FailedStatementsTests.Patterns;

        public string Numbered(int number) => Sql.Replace("{0}", "$" + number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private sealed class Acme(Guid id) : IStoreScope
    {
        public Guid? StoreId => id;
    }
}
