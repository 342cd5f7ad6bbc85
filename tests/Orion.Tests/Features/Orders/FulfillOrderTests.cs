using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

public sealed class FulfillOrderTests(OrionApp app) : IClassFixture<OrionApp>
{
    [Fact]
    public async Task The_team_sees_an_order_and_marks_it_as_sent_once()
    {
        using var buyer = new Buyer(app.Api("acme"));
        using var staff = app.Api("acme", Who.Staff);
        using var stranger = app.Api("birch", Who.Owner);
        using var nobody = app.Api("acme");
        var (_, order) = await buyer.OrderAsync(await buyer.CartAsync((app.World["acme"].Mug.Variant, 1)));
        var path = $"/api/v1/store/orders/{order.Number()}";

        var listed = await staff.GetJsonAsync("/api/v1/store/orders?status=unfulfilled");
        Assert.Equal(order.Number(), listed.GetProperty("items")[0].Number());
        using var sent = await staff.PostJsonAsync(path + "/fulfillments", new { carrier = "Post", trackingNumber = "X 1" });
        using var twice = await staff.PostJsonAsync(path + "/fulfillments", new { });
        using var foreign = await stranger.PostJsonAsync(path + "/fulfillments", new { });
        using var unknown = await nobody.PostJsonAsync(path + "/fulfillments", new { });

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized],
            new[] { sent, twice, foreign, unknown }.Select(r => r.StatusCode));
        var shown = await staff.GetJsonAsync(path);
        Assert.Equal(["placed", "sent"], shown.GetProperty("timeline").EnumerateArray().Select(h => h.Text("event")));
        Assert.Equal("fulfilled", (await buyer.Api.GetJsonAsync($"/api/v1/shop/orders/{order.Text("token")}")).Text("fulfillmentStatus"));
        Assert.Equal(0, (await staff.GetJsonAsync("/api/v1/store/orders?status=unfulfilled")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_list_goes_on_where_its_cursor_says()
    {
        using var buyer = new Buyer(app.Api("cedar"), "JP");
        using var owner = app.Api("cedar", Who.Owner);
        for (var i = 0; i < 3; i++) await buyer.OrderAsync(await buyer.CartAsync((app.World["cedar"].Mug.Variant, 1)));

        var first = await owner.GetJsonAsync("/api/v1/store/orders?limit=2");
        var second = await owner.GetJsonAsync($"/api/v1/store/orders?limit=2&cursor={first.Text("nextCursor")}");

        Assert.Equal([1003L, 1002], first.GetProperty("items").EnumerateArray().Select(o => o.Number()));
        Assert.Equal([1001L], second.GetProperty("items").EnumerateArray().Select(o => o.Number()));
        using var odd = await owner.GetAsync("/api/v1/store/orders?cursor=x", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, odd.StatusCode);
    }
}
