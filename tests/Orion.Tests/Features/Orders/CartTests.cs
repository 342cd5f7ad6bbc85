using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

public sealed class CartTests(OrionApp app) : IClassFixture<OrionApp>
{
    [Fact]
    public async Task The_same_variant_adds_up_and_costs_what_the_catalogue_says()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var mug = app.World["acme"].Mug.Variant;
        var token = await buyer.CartAsync((mug, 2), (mug, 3));

        var cart = await buyer.ShowAsync(token);

        Assert.Equal(1, cart.GetProperty("items").GetArrayLength());
        Assert.Equal(5, cart.GetProperty("items")[0].GetProperty("quantity").GetInt32());
        Assert.Equal("62.50", cart.Amount("total"));
    }

    [Fact]
    public async Task A_line_is_changed_and_removed()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync((app.World["acme"].Mug.Variant, 1));
        var item = (await buyer.ShowAsync(token)).GetProperty("items")[0].Text("id");

        using var changed = await buyer.Api.SendJsonAsync(HttpMethod.Patch, $"/api/v1/shop/carts/{token}/items/{item}", new { quantity = 4 });
        Assert.Equal("50.00", (await changed.JsonAsync()).Amount("total"));
        using var removed = await buyer.Api.DeleteAsync($"/api/v1/shop/carts/{token}/items/{item}", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await removed.JsonAsync()).GetProperty("items").GetArrayLength());
        using var again = await buyer.Api.DeleteAsync($"/api/v1/shop/carts/{token}/items/{item}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Another_stores_cart_and_variant_do_not_exist()
    {
        using var buyer = new Buyer(app.Api("acme"));
        using var stranger = new Buyer(app.Api("birch"));
        var token = await buyer.CartAsync((app.World["acme"].Mug.Variant, 1));

        using var foreignCart = await stranger.Api.GetAsync($"/api/v1/shop/carts/{token}", TestContext.Current.CancellationToken);
        using var intoForeignCart = await stranger.AddAsync(token, app.World["birch"].Mug.Variant, 1);
        using var foreignVariant = await buyer.AddAsync(token, app.World["birch"].Mug.Variant, 1);
        using var draft = await buyer.AddAsync(token, app.World["acme"].Draft.Variant, 1);

        Assert.All([foreignCart, intoForeignCart, foreignVariant, draft], r => Assert.Equal(HttpStatusCode.NotFound, r.StatusCode));
    }

    [Fact]
    public async Task More_than_there_is_is_sold_out()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync();

        using var response = await buyer.AddAsync(token, app.World["acme"].Shirt.Variant, 21);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var body = await response.JsonAsync();
        Assert.Equal("sold_out", body.Code());
        Assert.Equal(20, body.GetProperty("available").GetInt32());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(99999999999L)]
    [InlineData(1.5)]
    [InlineData("many")]
    public async Task An_absurd_quantity_is_refused(object quantity)
    {
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync();

        using var response = await buyer.AddAsync(token, app.World["acme"].Mug.Variant, quantity);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.True((await response.JsonAsync()).GetProperty("errors").TryGetProperty("quantity", out _));
    }
}
