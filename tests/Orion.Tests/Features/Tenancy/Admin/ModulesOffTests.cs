using System.Net;
using Orion.Tests.Endpoints;
using Orion.Tests.Features.Orders;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Tenancy;

/// <summary>Without a module, nothing of it is left, and what others have works on.</summary>
public sealed class ModulesOffTests(Server server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("inventory", "/store/products")]
    [InlineData("orders", "/store/orders")]
    [InlineData("payments", "/store/orders")]
    [InlineData("orders inventory", "/store/orders")]
    public async Task Without_it_the_shop_shows_and_the_dashboard_works(string modules, string page)
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions());
        var things = await Things.MakeAsync(app, "acme");
        using var operators = app.AdminApi();
        List<string> off = [];
        foreach (var module in modules.Split(' '))
        {
            using var answer = await operators.DeleteAsync($"/api/v1/admin/platforms/{app.World.HarbourId}/modules/{module}?cascade=true", Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            off.AddRange((await answer.JsonAsync()).GetProperty("changed").EnumerateArray().Select(c => c.GetString()!));
        }

        using var shopper = app.Shop("acme");
        using var owner = app.Dashboard("acme");
        if (off.Contains("orders")) await UntilGoneAsync(owner, page);
        List<string> wrong = [];
        foreach (var endpoint in MappedEndpoint.All(app).Where(e => off.Contains(e.Mount.Module)))
        {
            using var client = new Caller(Who.Owner, "acme").At(app, app.World["acme"].Host, endpoint);
            using var answer = await client.SendAsync(EndpointRows.Find(endpoint.Operation)!.Ask(endpoint, things), Stop);
            // A token of another face is refused before an endpoint is asked about.
            if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Unauthorized)) wrong.Add($"{endpoint}: {answer.StatusCode}");
        }

        Assert.Empty(wrong);
        var sells = !off.Contains("orders");
        var product = await shopper.GetStringAsync("/products/mug", Stop);
        Assert.Equal(sells, product.Contains("/cart", StringComparison.Ordinal));
        Assert.DoesNotContain("Sold out", product, StringComparison.Ordinal);
        foreach (var address in (string[])["/", "/products"])
            Assert.Equal(sells, (await shopper.GetStringAsync(address, Stop)).Contains("/cart", StringComparison.Ordinal));
        Assert.Equal(sells, (await owner.GetStringAsync("/store", Stop)).Contains("/store/orders", StringComparison.Ordinal));
        foreach (var address in (string[])["/store/products", "/store/products/new", $"/store/products/{app.World["acme"].Mug.Id}", "/store/settings/team", "/store/audit"])
            Assert.Contains("<h1", await owner.GetStringAsync(address, Stop), StringComparison.Ordinal);
        using var saved = await owner.PostFormAsync($"/store/products/{app.World["acme"].Mug.Id}?_method=patch", ("name", "Still edited"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
    }

    [Fact]
    public async Task Without_stock_an_order_is_placed_and_nothing_is_counted()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions());
        using var operators = app.AdminApi();
        using var off = await operators.DeleteAsync($"/api/v1/admin/platforms/{app.World.HarbourId}/modules/inventory?cascade=true", Stop);
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
        Assert.Equal(["inventory"], (await off.JsonAsync()).GetProperty("changed").EnumerateArray().Select(c => c.GetString()));
        const string Levels = "select sum(on_hand) || ' ' || sum(reserved) from stock_levels";
        var before = await TestDatabase.AskAsync(app.Database.Admin, Levels);
        using var buyer = new Buyer(app.Api("acme"));
        var (status, order) = await buyer.OrderAsync(await buyer.CartAsync((app.World["acme"].Mug.Variants[0], 1)));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("placed", order.Text("status"));
        Assert.Equal(before, await TestDatabase.AskAsync(app.Database.Admin, Levels));
    }

    private static async Task UntilGoneAsync(HttpClient client, string path)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        while (true)
        {
            using var answer = await client.GetAsync(path, patience.Token);
            if (answer.StatusCode == HttpStatusCode.NotFound) return;
            await Task.Delay(50, patience.Token);
        }
    }
}
