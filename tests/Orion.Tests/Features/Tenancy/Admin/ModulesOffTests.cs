using System.Net;
using Orion.Tests.Endpoints;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Tenancy;

/// <summary>Without a module, nothing of it is left, and what others have works on.</summary>
public sealed class ModulesOffTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_orders_and_stock_the_shop_shows_and_the_dashboard_works()
    {
        var things = await Things.MakeAsync(app, "acme");
        using var operators = app.AdminApi();
        foreach (var module in (string[])["orders", "inventory"])
        {
            using var off = await operators.DeleteAsync($"/api/v1/admin/platforms/{app.World.HarbourId}/modules/{module}?cascade=true", Stop);
            Assert.Equal(HttpStatusCode.OK, off.StatusCode);
        }

        using var shopper = app.Shop("acme");
        using var owner = app.Dashboard("acme");
        await UntilGoneAsync(owner, "/store/orders");
        List<string> wrong = [];
        foreach (var endpoint in MappedEndpoint.All(app).Where(e => e.Mount.Module is "orders" or "inventory"))
        {
            using var client = new Caller(Who.Owner, "acme").At(app, app.World["acme"].Host, endpoint);
            using var answer = await client.SendAsync(EndpointRows.Find(endpoint.Operation)!.Ask(endpoint, things), Stop);
            // A token of another face is refused before an endpoint is asked about.
            if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Unauthorized)) wrong.Add($"{endpoint}: {answer.StatusCode}");
        }

        Assert.Empty(wrong);
        var product = await shopper.GetStringAsync("/products/mug", Stop);
        Assert.DoesNotContain("/cart", product, StringComparison.Ordinal);
        Assert.DoesNotContain("Sold out", product, StringComparison.Ordinal);
        foreach (var page in (string[])["/", "/products"]) Assert.DoesNotContain("/cart", await shopper.GetStringAsync(page, Stop), StringComparison.Ordinal);
        var dashboard = await owner.GetStringAsync("/store", Stop);
        Assert.DoesNotContain("/store/orders", dashboard, StringComparison.Ordinal);
        foreach (var page in (string[])["/store/products", "/store/products/new", $"/store/products/{app.World["acme"].Mug.Id}"])
            Assert.Contains("<h1", await owner.GetStringAsync(page, Stop), StringComparison.Ordinal);
        using var saved = await owner.PostFormAsync($"/store/products/{app.World["acme"].Mug.Id}?_method=patch", ("name", "Still edited"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
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
