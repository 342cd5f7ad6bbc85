using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders.Shop;

/// <summary>A shopper's way through the pages, by forms alone, as without JavaScript.</summary>
public sealed class PurchaseTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_guest_buys_by_forms_alone()
    {
        using var shopper = app.Shop("acme");
        await PutIntoCartAsync(shopper, quantity: 2);
        Assert.Contains("Acme Mugs mug", await (await shopper.GetAsync("/cart", Stop)).TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Place order", await (await shopper.GetAsync("/checkout", Stop)).TextAsync(), StringComparison.Ordinal);
        var placed = await shopper.PostFormAsync("/checkout", Typed());
        Assert.Equal(HttpStatusCode.SeeOther, placed.StatusCode);
        var order = await (await shopper.GetAsync(placed.Headers.Location, Stop)).TextAsync();
        Assert.Contains("Thank you, Grace", order, StringComparison.Ordinal);
        Assert.Contains("noindex", order, StringComparison.Ordinal);
        Assert.Contains("There is nothing in it yet", await (await shopper.GetAsync("/cart", Stop)).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_checkout_keeps_what_was_typed_and_says_what_is_wrong_beside_the_field()
    {
        using var shopper = app.Shop("acme");
        await PutIntoCartAsync(shopper, quantity: 1);
        var refused = await shopper.PostFormAsync("/checkout", Typed(("email", "nobody"), ("shippingAddress.city", "")));
        var page = await refused.TextAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("value=\"Grace Hopper\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"field-email-error\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"field-shippingAddress-city-error\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "1 Harbour Street")]
    [InlineData(null, "9 Ledger Row")]
    public async Task The_bill_goes_where_the_goods_go_unless_the_shopper_says_otherwise(string? same, string line)
    {
        using var shopper = app.Shop("acme");
        await PutIntoCartAsync(shopper, quantity: 1);
        Assert.Matches("name=\"billingSameAsShipping\"[^>]* checked", await (await shopper.GetAsync("/checkout", Stop)).TextAsync());
        var typed = Typed(("billingAddress.name", "Grace Hopper"), ("billingAddress.line1", "9 Ledger Row"),
            ("billingAddress.city", "Dover"), ("billingAddress.postalCode", "ct161aa"), ("billingAddress.country", "GB"), ("billingSameAsShipping", same ?? ""));

        var placed = await shopper.PostFormAsync("/checkout", [.. typed.Where(f => f.Value.Length > 0)]);
        var page = await (await shopper.GetAsync(placed.Headers.Location, Stop)).TextAsync();
        using var api = app.Api("acme");
        var order = await api.GetJsonAsync("/api/v1/shop/orders/" + placed.Headers.Location!.OriginalString.Split('/')[^1]);

        Assert.Equal(line, order.GetProperty("billingAddress").GetProperty("line1").GetString());
        Assert.Equal(same is null, page.Contains("Billing address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_billing_address_of_its_own_is_checked_and_kept_when_refused()
    {
        using var shopper = app.Shop("acme");
        await PutIntoCartAsync(shopper, quantity: 1);
        var refused = await shopper.PostFormAsync("/checkout", Typed(("billingAddress.line1", "9 Ledger Row"), ("billingAddress.country", "DE")));
        var page = await refused.TextAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("id=\"field-billingAddress-city-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"9 Ledger Row\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("name=\"billingSameAsShipping\"[^>]* checked", page);
    }

    [Fact]
    public async Task A_declined_payment_can_be_tried_again()
    {
        using var shopper = app.Shop("acme");
        await PutIntoCartAsync(shopper, quantity: 1);
        var declined = await shopper.PostFormAsync("/checkout", Typed(("payment.outcome", "decline")));
        Assert.Contains("declined", await declined.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await shopper.PostFormAsync("/checkout", Typed())).StatusCode);
    }

    [Fact]
    public async Task A_total_that_the_shopper_did_not_see_is_not_taken()
    {
        using var shopper = app.Shop("acme");
        await PutIntoCartAsync(shopper, quantity: 1);
        var refused = await shopper.PostFormAsync("/checkout", Typed(("seen[0].method", "standard"), ("seen[0].total", "1.00")));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("The total is now", await refused.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_orders_again_with_other_details_is_shown_the_order_that_was_placed()
    {
        using var shopper = app.Shop("acme");
        using var api = app.Api("acme");
        await PutIntoCartAsync(shopper, quantity: 1);
        // The payment is undecided: the browser keeps its cart, as another tab would.
        var waits = await shopper.PostFormAsync("/checkout", Typed(("payment.outcome", "late")));
        var other = await shopper.PostFormAsync("/checkout", Typed(("email", "other@example.test")));
        var page = await other.TextAsync();
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Conflict), (waits.StatusCode, other.StatusCode));
        Assert.Contains($"href=\"{waits.Headers.Location!.OriginalString}\"", page, StringComparison.Ordinal);
        Assert.Contains("already being ordered with other details", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tab_whose_cart_was_ordered_in_another_says_so()
    {
        using var shopper = app.Shop("acme");
        await PutIntoCartAsync(shopper, quantity: 1);
        Assert.Equal(HttpStatusCode.SeeOther, (await shopper.PostFormAsync("/checkout", Typed())).StatusCode);
        var other = await shopper.PostFormAsync("/checkout", Typed(("email", "other@example.test")));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Contains("placed this order in another tab", await other.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_change_and_go_as_fragments_and_as_forms()
    {
        using var shopper = app.Shop("acme");
        await PutIntoCartAsync(shopper, quantity: 1);
        var cart = await (await shopper.GetFragmentAsync("/cart")).TextAsync();
        Assert.Contains("hx-partial", cart, StringComparison.Ordinal);
        var line = cart.Split("hx-patch=\"")[1].Split('"')[0];
        var changed = await (await shopper.SendFragmentAsync(HttpMethod.Patch, line, ("quantity", "3"))).TextAsync();
        Assert.Contains("$37.50", changed, StringComparison.Ordinal);
        var gone = await shopper.PostFormAsync(line + "?_method=delete", ("unused", ""));
        Assert.Equal(HttpStatusCode.SeeOther, gone.StatusCode);
        Assert.Contains("There is nothing in it yet", await (await shopper.GetAsync("/cart", Stop)).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_there_is_stays_out_of_the_cart()
    {
        using var shopper = app.Shop("acme");
        var few = await app.Make.ProductAsync(app.World["acme"].Id, "last-one", "Last one", "USD", 100, stock: 1);
        var refused = await shopper.PostFormAsync("/cart/items", ("variantId", $"{few.Variant}"), ("quantity", "2"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Only 1 of Last one left", await refused.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_of_another_store_is_404()
    {
        using var shopper = app.Shop("acme");
        await PutIntoCartAsync(shopper, quantity: 1);
        var order = (await shopper.PostFormAsync("/checkout", Typed())).Headers.Location!;
        using var stranger = app.Shop("birch");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(order, Stop)).StatusCode);
    }

    private async Task PutIntoCartAsync(HttpClient shopper, int quantity)
    {
        var added = await shopper.PostFormAsync("/cart/items", ("variantId", $"{app.World["acme"].Mug.Variant}"), ("quantity", $"{quantity}"));
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
    }

    private static (string Name, string Value)[] Typed(params (string Name, string Value)[] instead)
    {
        Dictionary<string, string> fields = new()
        {
            ["email"] = "grace@example.test",
            ["shippingAddress.name"] = "Grace Hopper",
            ["shippingAddress.line1"] = "1 Harbour Street",
            ["shippingAddress.line2"] = "",
            ["shippingAddress.city"] = "Arlington",
            ["shippingAddress.postalCode"] = "22201",
            ["shippingAddress.region"] = "VA",
            ["shippingAddress.country"] = "US",
            ["shippingAddress.phone"] = "",
            ["shippingMethod"] = "standard",
            ["payment.provider"] = "test",
            ["payment.outcome"] = "approve"
        };
        foreach (var (name, value) in instead) fields[name] = value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }
}
