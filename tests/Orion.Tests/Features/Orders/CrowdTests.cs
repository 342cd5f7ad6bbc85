using System.Collections.Concurrent;
using System.Net;
using Orion.Features.Orders;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

/// <summary>Many at once.</summary>
public sealed class CrowdTests(Server server)
{
    private const int Buyers = 1_000;
    private const int Units = 100;

    [Fact(Timeout = 120_000)]
    public async Task A_thousand_buyers_get_a_hundred_units_and_nobody_else_gets_an_error()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { PoolSize = 32, Settings = { ["Payments:Timeout"] = "00:00:20" } });
        var store = app.World["acme"];
        var wanted = await app.Make.ProductAsync(store.Id, "wanted", "Wanted", "USD", 1000, stock: Units);
        var plain = await app.Make.ProductAsync(store.Id, "plain", "Plain", "USD", 500, stock: 5_000);
        var other = await app.Make.ProductAsync(store.Id, "other", "Other", "USD", 700, stock: 5_000);
        var carts = await FillCartsAsync(app, store.Id, [wanted.Variant, plain.Variant, other.Variant]);
        using var buyer = new Buyer(app.Api("acme"));
        var answers = new ConcurrentBag<(HttpStatusCode Status, string? Code)>();

        await Parallel.ForEachAsync(carts, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = TestContext.Current.CancellationToken }, async (token, _) =>
        {
            var (status, body) = await buyer.OrderAsync(token);
            answers.Add((status, body.Code()));
        });

        Assert.Equal(
            [(HttpStatusCode.Created, null, Units), (HttpStatusCode.Conflict, "sold_out", Buyers - Units)],
            answers.GroupBy(a => a).Select(g => (g.Key.Status, g.Key.Code, g.Count())).OrderBy(g => g.Status));
        Assert.Equal(Units, await Books.CountAsync(app, "select max(number) - 1000 from orders"));
        Assert.Equal(0, await Books.CountAsync(app, $"select on_hand + reserved from stock_levels where variant_id = '{wanted.Variant}'"));
        Assert.Equal(Units, await Books.CountAsync(app, "select count(*) from test_charges"));
        await Books.AssertInOrderAsync(app);
    }

    [Fact(Timeout = 60_000)]
    public async Task Fifty_identical_orders_at_once_are_one_order_and_one_charge()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { PoolSize = 32, Settings = { ["Payments:Timeout"] = "00:00:20" } });
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync((app.World["acme"].Mug.Variant, 1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => buyer.OrderAsync(token, key: "one")))
            .WaitAsync(TestContext.Current.CancellationToken);

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(49, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Single(answers.Select(a => a.Body.GetRawText()).Distinct());
        Assert.Equal(1, await Books.CountAsync(app, "select count(*) from test_charges"));
        Assert.Equal(1, await Books.CountAsync(app, "select count(*) from orders"));
        await Books.AssertInOrderAsync(app);
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_orders_that_differ_at_once_one_is_made_and_the_others_are_told_of_it()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { PoolSize = 32, Settings = { ["Payments:Timeout"] = "00:00:20" } });
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync((app.World["acme"].Mug.Variant, 1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => buyer.OrderAsync(token, key: $"key {i}", email: $"buyer{i}@example.test")))
            .WaitAsync(TestContext.Current.CancellationToken);

        var order = Assert.Single(answers, a => a.Status == HttpStatusCode.Created).Body;
        foreach (var (status, body) in answers.Where(a => a.Status != HttpStatusCode.Created))
        {
            Assert.Equal(HttpStatusCode.Conflict, status);
            Assert.Contains(body.Code(), new[] { "cart_ordered", "cart_in_checkout" });
            Assert.Equal(order.Text("token"), body.GetProperty("order").Text("token"));
        }

        Assert.Equal(1, await Books.CountAsync(app, "select count(*) from test_charges"));
        await Books.AssertInOrderAsync(app);
    }

    /// <summary>Carts with one of each, the lines in random order.</summary>
    private static Task<List<string>> FillCartsAsync(OrionApp app, Guid store, Guid[] variants) => app.Make.InStoreAsync(store, async db =>
    {
        var random = new Random(7);
        List<string> tokens = [];
        for (var i = 0; i < Buyers; i++)
        {
            var cart = Cart.Open(RandomToken.Make(), TimeProvider.System.GetUtcNow());
            db.Add(cart);
            random.Shuffle(variants);
            foreach (var variant in variants) db.Add(CartItem.Of(cart.Id, variant, 1));
            tokens.Add(cart.Token);
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return tokens;
    });
}
