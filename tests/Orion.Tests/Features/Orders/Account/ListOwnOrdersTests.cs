using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders.Account;

public sealed class ListOwnOrdersTests(OrionApp app) : IClassFixture<OrionApp>
{
    private const string Own = "/api/v1/shop/account/orders";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_sees_the_orders_made_while_signed_in_newest_first_and_no_others()
    {
        using var carol = new Buyer(app.Api("acme", Who.Customer));
        using var guest = new Buyer(app.Api("acme"));
        using var browser = app.Shop("acme", Who.Customer);
        var first = await OrderAsync(carol, "someone.else@example.test");
        var foreign = await OrderAsync(guest, "carol@example.test");
        var second = await OrderAsync(carol, "carol@example.test");

        var listed = await carol.Api.GetJsonAsync(Own);
        var page = await (await browser.GetAsync("/account", Stop)).TextAsync();
        var all = await (await browser.GetAsync("/account/orders", Stop)).TextAsync();

        Assert.Equal([second.Number(), first.Number()], listed.GetProperty("items").EnumerateArray().Select(o => o.Number()).Take(2));
        Assert.Equal(("placed", "unfulfilled"),
            (listed.GetProperty("items")[0].Text("status"), listed.GetProperty("items")[0].Text("fulfillmentStatus")));
        foreach (var text in new[] { page, all })
        {
            Assert.Contains($"/orders/{second.Text("token")}\"", text, StringComparison.Ordinal);
            Assert.Contains($"Order {first.Number()}", text, StringComparison.Ordinal);
            Assert.DoesNotContain(foreign.Text("token")!, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        using var carol = new Buyer(app.Api("cedar", Who.Customer), "JP");
        for (var i = 0; i < 3; i++) await carol.OrderAsync(await carol.CartAsync((app.World["cedar"].Mug.Variant, 1)));

        var first = await carol.Api.GetJsonAsync(Own + "?limit=2");
        var second = await carol.Api.GetJsonAsync($"{Own}?limit=2&cursor={first.Text("nextCursor")}");

        Assert.Equal((2, 1), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task A_customer_of_another_store_with_the_same_address_has_none_of_them()
    {
        using var carol = new Buyer(app.Api("acme", Who.Customer));
        using var namesake = app.Shop("birch", Who.Customer);
        using var program = app.Api("birch", Who.Customer);
        await OrderAsync(carol, "carol@example.test");

        var page = await (await namesake.GetAsync("/account", Stop)).TextAsync();

        Assert.Equal(0, (await program.GetJsonAsync(Own)).GetProperty("items").GetArrayLength());
        Assert.Contains("ordered anything yet", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_has_no_list()
    {
        using var guest = app.Api("acme");
        using var response = await guest.GetAsync(Own, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<JsonElement> OrderAsync(Buyer buyer, string email)
    {
        var (status, order) = await buyer.OrderAsync(await buyer.CartAsync((app.World["acme"].Mug.Variant, 1)), email: email);
        Assert.Equal(HttpStatusCode.Created, status);
        return order;
    }
}
