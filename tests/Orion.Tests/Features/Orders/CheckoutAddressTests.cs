using System.Net;
using System.Text.Json;
using Orion.Features.Orders;
using Orion.Framework.Regions;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

public sealed class CheckoutAddressTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("US", "", "", "shippingAddress.postalCode shippingAddress.region")]
    [InlineData("US", "04101", "Bavaria", "shippingAddress.region")]
    [InlineData("DE", "ABC", "", "shippingAddress.postalCode")]
    [InlineData("DE", "", "", "shippingAddress.postalCode")]
    [InlineData("HK", "", "", "shippingAddress.region")]
    public async Task What_a_country_requires_is_asked_for(string country, string code, string region, string fields)
    {
        using var buyer = new Buyer(app.Api("acme"));
        var (status, body) = await OrderAsync(buyer, new { name = "Ada", line1 = "1 Main St", city = "Portland", postalCode = code, region, country });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(fields, string.Join(' ', body.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task An_address_is_stored_and_written_as_its_country_does()
    {
        using var buyer = new Buyer(app.Api("acme"));
        using var owner = app.Api("acme", Who.Owner);
        using var dashboard = app.Dashboard("acme");
        var (status, order) = await OrderAsync(
            buyer, new { name = "Ada", line1 = "1 Main St", line2 = "Apt 2", city = "Portland", postalCode = "041011234", region = "maine", country = "us" });
        Assert.True(status == HttpStatusCode.Created, order.ToString());

        var stored = order.GetProperty("shippingAddress");
        Assert.Equal(("ME", "04101-1234", "US"), (stored.Text("region"), stored.Text("postalCode"), stored.Text("country")));
        string[] lines = ["Ada", "1 Main St", "Apt 2", "Portland, ME 04101-1234", "United States"];
        Assert.Equal(lines, stored.GetProperty("lines").EnumerateArray().Select(l => l.GetString()));
        var seen = await owner.GetJsonAsync($"/api/v1/store/orders/{order.Number()}");
        Assert.Equal(lines, seen.GetProperty("shippingAddress").GetProperty("lines").EnumerateArray().Select(l => l.GetString()));
        foreach (var page in new[]
            {
                await (await dashboard.GetAsync($"/store/orders/{order.Number()}", Stop)).TextAsync(),
                await (await app.Shop("acme").GetAsync("/orders/" + order.Text("token"), Stop)).TextAsync()
            })
            Assert.Contains("Portland, ME 04101-1234", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_country_takes_an_address_with_what_it_asks_for_and_no_less()
    {
        using var buyer = new Buyer(app.Api("acme"));
        var cart = await buyer.CartAsync();
        foreach (var format in Countries.All)
        {
            var full = Enum.GetValues<AddressPart>().Where(format.Requires).ToDictionary(Name, part => part switch
            {
                AddressPart.PostalCode => format.PostalCodeExample ?? "1",
                AddressPart.Region => format.Regions.Count > 0 ? format.Regions[0].Name : "Region",
                _ => "Text"
            });
            full["country"] = format.Country;
            // An empty cart is what is wrong when nothing else is.
            var (complete, body) = await OrderAsync(buyer, full, cart);
            Assert.True(complete == HttpStatusCode.Conflict && body.Code() == "cart_empty", $"{format.Country}: {body}");
        }
    }

    [Fact]
    public async Task The_fields_follow_the_country_and_keep_what_was_typed()
    {
        using var shopper = app.Shop("acme");
        await shopper.PostFormAsync("/cart/items", ("variantId", $"{app.World["acme"].Mug.Variant}"), ("quantity", "1"));
        var first = await (await shopper.GetAsync("/checkout", Stop)).TextAsync();
        (string, string)[] typed =
        [
            ("email", "ada@example.test"), ("shippingAddress.name", "Ada Byron"), ("shippingAddress.city", "Berlin"), ("shippingAddress.postalCode", "10115"),
            ("shippingAddress.country", "DE"), ("billingAddress.country", "GB"), ("billingAddress.city", "Leeds")
        ];
        var page = await (await shopper.PostFormAsync("/checkout/address", typed)).TextAsync();
        var fragment = await (await shopper.SendFragmentAsync(HttpMethod.Post, "/checkout/address", typed)).TextAsync();

        Assert.Contains("ZIP code", first, StringComparison.Ordinal);
        Assert.Contains(">Maine</option>", first, StringComparison.Ordinal);
        Assert.DoesNotContain(">EH</option>", first, StringComparison.Ordinal);
        foreach (var answer in new[] { page, fragment })
        {
            Assert.Contains("value=\"Ada Byron\"", answer, StringComparison.Ordinal);
            Assert.Contains("value=\"10115\"", answer, StringComparison.Ordinal);
            Assert.Contains("value=\"Leeds\"", answer, StringComparison.Ordinal);
            Assert.Contains("Postcode", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("name=\"shippingAddress.region\"", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("field-error", answer, StringComparison.Ordinal);
        }

        Assert.Contains("value=\"DE\" selected", page, StringComparison.Ordinal);
        Assert.Contains("hx-partial", fragment, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_countries_that_something_is_shipped_to_can_be_chosen()
    {
        var store = app.World["birch"];
        await app.Make.InStoreAsync(store.Id, async db =>
        {
            db.RemoveRange(db.Set<ShippingMethod>());
            await db.SaveChangesAsync(Stop);
            db.Add(ShippingMethod.Offer("standard", "Standard", "", Orion.Framework.Currencies.Money.Zero(store.Currency), null, ["DE", "AT"], 1));
            return await db.SaveChangesAsync(Stop);
        });
        using var shopper = app.Shop("birch");
        using var api = app.Api("birch");
        await shopper.PostFormAsync("/cart/items", ("variantId", $"{store.Mug.Variant}"), ("quantity", "1"));
        var page = await (await shopper.GetAsync("/checkout", Stop)).TextAsync();
        var select = page.Split("name=\"shippingAddress.country\"")[1].Split("</select>")[0];
        var listed = (await api.GetJsonAsync("/api/v1/shop/countries")).GetProperty("items").EnumerateArray().ToList();
        var germany = await api.GetJsonAsync("/api/v1/shop/address-format?country=de");

        Assert.Equal(2, select.Split("<option").Length - 1);
        Assert.Equal(["AT", "DE"], listed.Where(c => c.GetProperty("isShippedTo").GetBoolean()).Select(c => c.Text("code")).Order(StringComparer.Ordinal));
        Assert.Equal(["name", "line1", "postalCode", "city"], germany.GetProperty("fields").EnumerateArray().Select(f => f.Text("name")));
        using var none = await api.GetAsync("/api/v1/shop/address-format?country=ZZ", Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        var us = await api.GetJsonAsync("/api/v1/shop/address-format?country=US");
        Assert.Contains(us.GetProperty("fields").EnumerateArray(), f => f.Text("label") == "State" && f.GetProperty("choices").GetArrayLength() > 50);
    }

    private static string Name(AddressPart part) => part switch
    {
        AddressPart.Street => "line1",
        AddressPart.PostalCode => "postalCode",
        _ => part.ToString().ToLowerInvariant()
    };

    private async Task<(HttpStatusCode Status, JsonElement Body)> OrderAsync(Buyer buyer, object address, string? cart = null)
    {
        cart ??= await buyer.CartAsync((app.World["acme"].Mug.Variant, 1));
        using var response = await buyer.Api.PostJsonAsync($"/api/v1/shop/carts/{cart}/order", new
        {
            email = "ada@example.test",
            shippingAddress = address,
            shippingMethod = "standard",
            payment = new { provider = "test" }
        });
        return (response.StatusCode, await response.JsonAsync());
    }
}
