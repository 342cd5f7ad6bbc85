using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

public sealed class PlaceOrderTests(OrionApp app) : IClassFixture<OrionApp>
{
    private Guid Mug => app.World["acme"].Mug.Variant;

    [Fact]
    public async Task An_order_is_placed_once_and_shown_by_its_token()
    {
        using var buyer = new Buyer(app.Api("acme"));
        using var stranger = app.Api("birch");
        var token = await buyer.CartAsync((Mug, 2), (app.World["acme"].Shirt.Variant, 1));

        var (status, order) = await buyer.OrderAsync(token, key: "first");
        var (again, same) = await buyer.OrderAsync(token, key: "first");
        var (other, third) = await buyer.OrderAsync(token, key: "second");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK), (status, again, other));
        Assert.Equal(order.Number(), same.Number());
        Assert.Equal(order.Number(), third.Number());
        Assert.Equal(("placed", "paid"), (order.Text("status"), order.Text("paymentStatus")));
        Assert.Equal(("50.00", "5.00", "4.69", "59.69"), (order.Amount("subtotal"), order.Amount("shipping"), order.Amount("tax"), order.Amount("total")));
        var path = $"/api/v1/shop/orders/{order.Text("token")}";
        Assert.Equal(order.Number(), (await buyer.Api.GetJsonAsync(path)).Number());
        using var foreign = await stranger.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using var late = await buyer.AddAsync(token, Mug, 1);
        Assert.Equal("cart_ordered", (await late.JsonAsync()).Code());
        await Books.AssertInOrderAsync(app);
    }

    [Fact]
    public async Task Whoever_orders_an_ordered_cart_otherwise_is_told_of_the_order()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync((Mug, 1));
        var (_, order) = await buyer.OrderAsync(token, key: "first");

        var (keyed, first) = await buyer.OrderAsync(token, key: "second", email: "other@example.test");
        var (bare, second) = await buyer.OrderAsync(token, outcome: "decline");
        var (same, third) = await buyer.OrderAsync(token);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.OK), (keyed, bare, same));
        foreach (var refused in new[] { first, second })
        {
            Assert.Equal("cart_ordered", refused.Code());
            Assert.Contains($"#{order.Number()}", refused.Text("title"), StringComparison.Ordinal);
            Assert.Equal((order.Number(), order.Text("token"), "placed"),
                (refused.GetProperty("order").Number(), refused.GetProperty("order").Text("token"), refused.GetProperty("order").Text("status")));
        }

        Assert.Equal((order.Number(), "ada@example.test"), (third.Number(), third.Text("email")));
    }

    [Fact]
    public async Task Whoever_orders_otherwise_what_is_being_paid_for_is_told_so()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync((Mug, 1));
        var (waits, order) = await buyer.OrderAsync(token, outcome: "late");

        var (status, refused) = await buyer.OrderAsync(token, outcome: "approve");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Conflict, "cart_in_checkout"), (waits, status, refused.Code()));
        Assert.Equal((order.Text("token"), "pending"), (refused.GetProperty("order").Text("token"), refused.GetProperty("order").Text("status")));
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("'; drop table orders; --")]
    [InlineData("%00%0a \\u0000")]
    public async Task A_key_is_any_printable_text(string key)
    {
        using var buyer = new Buyer(app.Api("acme"));
        var (status, body) = await buyer.OrderAsync(await buyer.CartAsync((Mug, 1)), key: key);
        Assert.True(status == HttpStatusCode.Created, body.ToString());
    }

    [Fact]
    public async Task A_key_has_at_most_255_characters_and_is_the_carts_own()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var (one, other) = (await buyer.CartAsync((Mug, 1)), await buyer.CartAsync((Mug, 1)));
        var (most, tooLong) = (new string('k', 255), new string('k', 256));

        var (refused, _) = await buyer.OrderAsync(one, key: tooLong);
        var (first, order) = await buyer.OrderAsync(one, key: most);
        var (second, another) = await buyer.OrderAsync(other, key: most, email: "other@example.test");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Created, HttpStatusCode.Created), (refused, first, second));
        Assert.NotEqual(order.Number(), another.Number());
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync((Mug, 1));
        await buyer.OrderAsync(token, key: "k");

        var (status, body) = await buyer.OrderAsync(token, key: "k", email: "other@example.test");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (status, body.Code()));
    }

    [Fact]
    public async Task A_declined_cart_stays_open_and_can_be_ordered_again()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync((Mug, 1));

        var (status, declined) = await buyer.OrderAsync(token, "decline", "try-1");
        var (_, replayed) = await buyer.OrderAsync(token, "decline", "try-1");
        using var added = await buyer.AddAsync(token, Mug, 1);
        var (then, order) = await buyer.OrderAsync(token, "approve", "try-2");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "payment_declined", "payment_declined"), (status, declined.Code(), replayed.Code()));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal((HttpStatusCode.Created, 2), (then, order.GetProperty("lines")[0].GetProperty("quantity").GetInt32()));
        await Books.AssertInOrderAsync(app);
    }

    [Fact]
    public async Task A_total_that_changed_is_refused_with_the_new_one()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var bowl = await app.Make.ProductAsync(app.World["acme"].Id, "bowl", "Bowl", "USD", 1000, stock: 5);
        var token = await buyer.CartAsync((bowl.Variant, 1));
        await TestDatabase.AskAsync(app.Database.Platform, $"update product_variants set price_amount = 2000 where id = '{bowl.Variant}' returning 1");

        var (status, refused) = await buyer.OrderAsync(token, expected: "16.28");
        var (then, _) = await buyer.OrderAsync(token, expected: refused.Amount("total"));

        Assert.Equal((HttpStatusCode.Conflict, "total_changed", "27.13"), (status, refused.Code(), refused.Amount("total")));
        Assert.Equal(HttpStatusCode.Created, then);
    }

    [Fact]
    public async Task What_sold_out_meanwhile_is_refused()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var last = await app.Make.ProductAsync(app.World["acme"].Id, "last", "Last one", "USD", 1000, stock: 1);
        var (first, second) = (await buyer.CartAsync((last.Variant, 1)), await buyer.CartAsync((last.Variant, 1)));

        var (sold, _) = await buyer.OrderAsync(first);
        var (status, body) = await buyer.OrderAsync(second);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict, "sold_out"), (sold, status, body.Code()));
        var product = await buyer.Api.GetJsonAsync("/api/v1/shop/products/last");
        Assert.False(product.GetProperty("variants")[0].GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var token = await buyer.CartAsync((Mug, 1));

        using var response = await buyer.Api.PostJsonAsync($"/api/v1/shop/carts/{token}/order", new
        {
            email = "nobody",
            shippingAddress = new { name = new string('x', 121), line1 = "1\nLane", country = "XX" },
            payment = new { provider = "test", outcome = "explode" },
            expectedTotal = new { amount = "1e99", currency = "USD" }
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var errors = (await response.JsonAsync()).GetProperty("errors");
        foreach (var field in new[] { "email", "shippingAddress.name", "shippingAddress.line1", "shippingAddress.city", "shippingAddress.country", "shippingMethod", "payment.outcome", "expectedTotal" })
            Assert.True(errors.TryGetProperty(field, out _), field);
    }

    [Fact]
    public async Task An_empty_cart_and_another_stores_cart_are_not_ordered()
    {
        using var buyer = new Buyer(app.Api("acme"));
        using var stranger = new Buyer(app.Api("birch"), "DE");

        var (empty, why) = await buyer.OrderAsync(await buyer.CartAsync());
        var (foreign, _) = await stranger.OrderAsync(await buyer.CartAsync((Mug, 1)));

        Assert.Equal((HttpStatusCode.Conflict, "cart_empty", HttpStatusCode.NotFound), (empty, why.Code(), foreign));
    }

    [Fact]
    public async Task Yen_have_no_decimals()
    {
        using var buyer = new Buyer(app.Api("cedar"), "JP");
        var token = await buyer.CartAsync((app.World["cedar"].Mug.Variant, 1));

        var (status, order) = await buyer.OrderAsync(token);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.DoesNotContain('.', order.Amount("total"));
        Assert.Equal(1250 + 500 + 238 + 95, int.Parse(order.Amount("total"), System.Globalization.CultureInfo.InvariantCulture));
    }
}
