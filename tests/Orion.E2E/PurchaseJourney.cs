namespace Orion.E2E;

/// <summary>A guest buys something, in each way in which a shop can be reached.</summary>
public sealed class PurchaseJourney(OrionServer server) : Journey(server)
{
    public static TheoryData<string, string, string, string> Shops => new()
    {
        { "kiln.localhost", "", "salt-cellar", "US" },
        { "www.kiln.localhost", "", "pebble-cups", "US" },
        { "localhost", "/stores/sumi/shop", "kuro-ink", "JP" }
    };

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Shops))]
    public async Task A_guest_buys_in_each_tenancy_mode(string host, string path, string product, string country)
    {
        var page = await OpenAsync(Server.At(host, path + "/"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Shopper.AddToCartAsync(page, Server.At(host, $"{path}/products/{product}"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Check out" }).ClickAsync();
        await Shopper.FillInAsync(page, "greta@example.test", country);
        var number = await Shopper.PlaceAsync(page);

        Assert.True(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) > 1000);
        Assert.StartsWith(Server.At(host, path + "/orders/"), page.Url, StringComparison.Ordinal);
        await Expect(page.GetByText("greta@example.test").First).ToBeVisibleAsync();
        // The cart became the order; a new one begins empty.
        await page.GotoAsync(Server.At(host, path + "/cart"));
        await Expect(page.GetByText("There is nothing in it yet")).ToBeVisibleAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_guest_buys_with_JavaScript_switched_off()
    {
        var page = await OpenAsync(Server.At("hollow.localhost", "/products/orbit-table-lamp"), javaScript: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Raw brass" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Check out" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync("greta@");
        await Shopper.DeliveryAddress(page).GetByLabel("Full name").FillAsync("Greta Guest");
        await page.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();

        // What can't be used is said beside its field, and what was typed is still there.
        await Expect(page.GetByLabel("E-mail")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync("greta@");
        await Expect(Shopper.DeliveryAddress(page).GetByLabel("Full name")).ToHaveValueAsync("Greta Guest");

        await Shopper.FillInAsync(page, "greta@example.test", "CA");
        await Shopper.PlaceAsync(page);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_refused_payment_keeps_cart_and_typed_text_and_the_next_try_goes_through()
    {
        var page = await OpenAsync(Server.At("sumi.localhost"));
        await Shopper.AddToCartAsync(page, Server.At("sumi.localhost", "/products/fude-pot"));
        await page.GotoAsync(Server.At("sumi.localhost", "/checkout"));
        await Shopper.FillInAsync(page, "greta@example.test", "JP");
        await page.GetByLabel("Decline").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await Expect(Shopper.DeliveryAddress(page).GetByLabel("Full name")).ToHaveValueAsync("Greta Guest");

        await page.GetByLabel("Approve").CheckAsync();
        await Shopper.PlaceAsync(page);
    }

    [Fact(Timeout = 180_000)]
    public async Task An_answer_that_comes_late_arrives_on_the_open_order_page()
    {
        var page = await OpenAsync(Server.At("kiln.localhost"));
        await Shopper.AddToCartAsync(page, Server.At("kiln.localhost", "/products/field-plate"));
        await page.GotoAsync(Server.At("kiln.localhost", "/checkout"));
        await Shopper.FillInAsync(page, "greta@example.test", "US");
        await page.GetByLabel("Answer late").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Thank you, Greta" })).ToBeVisibleAsync(new() { Timeout = 90_000 });
    }
}
