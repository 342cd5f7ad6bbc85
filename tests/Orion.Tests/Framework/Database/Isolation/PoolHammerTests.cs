using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orion.Features.Catalog;
using Orion.Framework.Database;
using Orion.Framework.Tenancy;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Database.Isolation;

/// <summary>
/// Connections go from store to store through a pool of four, in every way in which a piece of work can end. Whatever one of
/// them left behind would show the next one's reader another store's rows.
/// </summary>
public sealed class PoolHammerTests(Server server)
{
    private const int Pieces = 1200;

    private static readonly string[] Filters = ["tenant", "soft-deleted"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_leaks_between_stores_however_work_ends()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { PoolSize = 4 });
        var stores = app.Services.GetRequiredService<ITenantStore>();
        var tenants = new List<TenantInfo>();
        foreach (var code in (string[])["acme", "birch", "cedar"]) tenants.Add((await stores.FindByIdentifierAsync(code, Stop))!);
        var ended = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();

        await Parallel.ForEachAsync(Enumerable.Range(0, Pieces), new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = Stop },
            async (number, _) =>
            {
                await using var scope = app.Services.CreateAsyncScope();
                var tenant = tenants[number % tenants.Count];
                scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(tenant);
                var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
                var end = await WorkAsync(app, db, tenant.Id, number);
                ended.AddOrUpdate(end, 1, (_, n) => n + 1);
            });

        // Each way must really have happened, or this proves nothing.
        foreach (var end in (string[])["read", "committed", "rolled back", "failed", "cancelled", "timed out", "killed"])
            Assert.True(ended.GetValueOrDefault(end) > 0, $"Nothing was {end}: {string.Join(", ", ended)}");
        Assert.Equal(Pieces, ended.Values.Sum());
    }

    /// <summary>Reads, does one more thing that ends in one of seven ways, and says in which.</summary>
    private static async Task<string> WorkAsync(OrionApp app, OrionDb db, Guid store, int number)
    {
        switch (number % 40)
        {
            case 1:
                return await EndsAsync("killed", () => db.InTransactionAsync(async () =>
                {
                    await OnlyOwnAsync(db, store);
                    var backend = await db.Database.SqlQuery<int>($"""select pg_backend_pid() as "Value" """).SingleAsync(Stop);
                    await TestDatabase.AskAsync(app.Database.Admin, $"select pg_terminate_backend({backend})");
                    // The kill must not be retried into a success: the work as a whole ends here.
                    try
                    {
                        await OnlyOwnAsync(db, store);
                    }
                    catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
                    {
                        throw new Ended(gone);
                    }

                    return 0;
                }, Stop));
            case 2:
                return await EndsAsync("timed out", () => db.InTransactionAsync(async () =>
                {
                    await db.Database.ExecuteSqlAsync($"set local statement_timeout = 10", Stop);
                    await OnlyOwnAsync(db, store);
                    return await SleepAsync(db, Stop);
                }, Stop));
            case var n when n % 7 == 3:
                return await EndsAsync("cancelled", async () =>
                {
                    using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Stop);
                    leaving.CancelAfter(TimeSpan.FromMilliseconds(number % 15));
                    return await SleepAsync(db, leaving.Token);
                });
            case var n when n % 7 == 4:
                return await EndsAsync("failed", () => db.InTransactionAsync(async () =>
                {
                    await OnlyOwnAsync(db, store);
                    return await db.Database.ExecuteSqlAsync($"select 1 / 0", Stop);
                }, Stop));
            case var n when n % 7 == 5:
                await db.InTransactionAsync(async () =>
                {
                    db.Add(Category.Make($"shelf-{number}", "Shelf", "", number));
                    await db.SaveChangesAsync(Stop);
                    await OnlyOwnAsync(db, store);
                    return number;
                }, _ => number % 2 == 0, Stop);
                return number % 2 == 0 ? "committed" : "rolled back";
            default:
                await OnlyOwnAsync(db, store);
                return "read";
        }
    }

    private static async Task OnlyOwnAsync(OrionDb db, Guid store)
    {
        var seen = await db.Set<Product>().IgnoreQueryFilters(Filters).Select(p => p.StoreId).ToListAsync(Stop);
        Assert.Equal(3, seen.Count);
        Assert.All(seen, s => Assert.Equal(store, s));
        Assert.All(await db.Set<Category>().IgnoreQueryFilters(Filters).Select(c => c.StoreId).ToListAsync(Stop), s => Assert.Equal(store, s));
    }

    private static Task<int> SleepAsync(OrionDb db, CancellationToken stop) =>
        db.Database.SqlQuery<int>($"""select 1 as "Value" from pg_sleep(0.05) """).SingleAsync(stop);

    private static async Task<string> EndsAsync(string end, Func<Task<int>> work)
    {
        var ended = await Record.ExceptionAsync(async () => await work());
        Assert.False(ended is Xunit.Sdk.XunitException, ended?.Message);
        return ended is null ? "read" : end;
    }

    private sealed class Ended(Exception inner) : Exception("Ended.", inner);
}
