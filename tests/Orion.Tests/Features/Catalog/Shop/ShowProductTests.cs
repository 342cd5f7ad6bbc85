using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Shop;

/// <summary>A product's page and its JSON.</summary>
public sealed class ShowProductTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_product_is_a_page_a_fragment_and_json()
    {
        using var shopper = app.Shop("acme");
        var page = await (await shopper.GetAsync("/products/shirt", Stop)).TextAsync();
        var fragment = await (await shopper.GetFragmentAsync("/products/shirt")).TextAsync();
        Assert.Contains("Acme Mugs shirt", page, StringComparison.Ordinal);
        Assert.Contains("application/ld+json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
        using var api = app.Api("acme");
        var variants = (await api.GetJsonAsync("/api/v1/shop/products/shirt")).GetProperty("variants");
        Assert.Equal(["S", "M", "L"], variants.EnumerateArray().Select(v => v.GetProperty("options").GetProperty("Size").GetString()!));
    }

    [Fact]
    public async Task The_address_names_the_variant_that_is_sold()
    {
        var large = app.World["acme"].Shirt.Variants[2];
        using var shopper = app.Shop("acme");
        var page = await (await shopper.GetAsync($"/products/shirt?variant={large}", Stop)).TextAsync();
        Assert.Contains($"name=\"variantId\" value=\"{large}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_stores_product_is_as_good_as_none()
    {
        await app.Make.ProductAsync(app.World["birch"].Id, "only-at-birch", "Only at Birch", "EUR", 100);
        using var api = app.Api("acme");
        var foreign = await api.GetAsync("/api/v1/shop/products/only-at-birch", Stop);
        var missing = await api.GetAsync("/api/v1/shop/products/there-is-no-such", Stop);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(missing.StatusCode, foreign.StatusCode);
        using var shopper = app.Shop("acme");
        Assert.Equal(HttpStatusCode.NotFound, (await shopper.GetAsync("/products/only-at-birch", Stop)).StatusCode);
        var draft = await api.GetAsync("/api/v1/shop/products/prototype", Stop);
        Assert.Equal(HttpStatusCode.NotFound, draft.StatusCode);
    }

    [Fact]
    public async Task What_is_gone_says_so_and_cannot_be_bought()
    {
        await app.Make.ProductAsync(app.World["acme"].Id, "gone", "Gone", "USD", 100, stock: 0);
        await app.Make.ProductAsync(app.World["acme"].Id, "few", "Few", "USD", 100, stock: 3);
        using var shopper = app.Shop("acme");
        var gone = await (await shopper.GetAsync("/products/gone", Stop)).TextAsync();
        Assert.Contains("Sold out", gone, StringComparison.Ordinal);
        Assert.DoesNotContain("Add to cart", gone, StringComparison.Ordinal);
        Assert.Contains("Only 3 left", await (await shopper.GetAsync("/products/few", Stop)).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_cannot_end_the_structured_data()
    {
        const string name = "</script><b>&\"";
        await app.Make.ProductAsync(app.World["acme"].Id, "sly", name, "USD", 100);
        using var shopper = app.Shop("acme");
        var page = await (await shopper.GetAsync("/products/sly", Stop)).TextAsync();
        var data = page.Split("<script type=\"application/ld+json\">")[1].Split("</script>")[0];
        using var parsed = System.Text.Json.JsonDocument.Parse(data);
        Assert.Equal(name, parsed.RootElement.GetProperty("name").GetString());
    }
}
