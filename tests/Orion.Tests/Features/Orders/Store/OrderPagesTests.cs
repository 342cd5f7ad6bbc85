using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders.Store;

public sealed class OrderPagesTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_found_sent_with_its_parcel_and_then_waits_no_more()
    {
        var number = await BuyAsync("acme");
        using var owner = app.Dashboard("acme");
        var home = await (await owner.GetAsync("/store", Stop)).TextAsync();
        var found = await (await owner.GetFragmentAsync("/store/orders?status=unfulfilled&q=dora@")).TextAsync();
        using var sent = await owner.PostFormAsync($"/store/orders/{number}/fulfillments", ("carrier", "Parcel Post"), ("trackingNumber", "PP-4711"));
        var page = await (await owner.GetAsync(sent.Headers.Location, Stop)).TextAsync();
        using var again = await owner.PostFormAsync($"/store/orders/{number}/fulfillments", ("carrier", "Parcel Post"));

        Assert.Contains("You have 1 order to send", home, StringComparison.Ordinal);
        Assert.Contains($"#{number}", found, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", found, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Contains("PP-4711", page, StringComparison.Ordinal);
        Assert.Contains("is marked as sent", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Mark as sent", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_foreign_order_is_a_page_that_does_not_exist()
    {
        var number = await BuyAsync("cedar");
        using var birch = app.Dashboard("birch");
        using var foreign = await birch.GetAsync($"/store/orders/{number}", Stop);
        using var absurd = await birch.GetAsync("/store/orders/99999999999999999999", Stop);

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, absurd.StatusCode);
    }

    private async Task<long> BuyAsync(string store)
    {
        using var shopper = app.Api(store);
        using var opened = await shopper.PostJsonAsync("/api/v1/shop/carts", new { });
        var cart = "/api/v1/shop/carts/" + (await opened.JsonAsync()).GetProperty("token").GetString();
        using var added = await shopper.PostJsonAsync(cart + "/items", new { variantId = app.World[store].Mug.Variant, quantity = 1 });
        var (country, code, region) = store == "acme" ? ("US", "01101", "MA") : ("JP", "100-0005", "Tokyo");
        using var placed = await shopper.PostJsonAsync(cart + "/order", new
        {
            email = "dora@example.test",
            shippingAddress = new { name = "Dora Buyer", line1 = "1 Long Lane", city = "Springfield", postalCode = code, region, country },
            shippingMethod = "standard",
            payment = new { provider = "test" }
        }, ("Idempotency-Key", Guid.CreateVersion7().ToString()));
        var order = await placed.JsonAsync();
        Assert.True(placed.StatusCode == HttpStatusCode.Created, order.ToString());
        return order.GetProperty("number") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : 0;
    }
}
