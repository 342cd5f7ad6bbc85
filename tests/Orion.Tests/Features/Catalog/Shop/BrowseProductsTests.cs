using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Shop;

/// <summary>The listing: whose products, in which order, page by page, and what is searched for.</summary>
public sealed class BrowseProductsTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shop_lists_its_own_products_that_are_for_sale()
    {
        using var shopper = app.Api("acme");
        var items = (await shopper.GetJsonAsync("/api/v1/shop/products?category=kitchen")).GetProperty("items");
        var mug = Assert.Single(items.EnumerateArray());
        Assert.Equal("Acme Mugs mug", mug.GetProperty("name").GetString());
        Assert.Equal("12.50", mug.GetProperty("price").GetProperty("amount").GetString());
        Assert.Equal("USD", mug.GetProperty("price").GetProperty("currency").GetString());
        Assert.True(mug.GetProperty("available").GetBoolean());
        var all = await (await shopper.GetAsync("/api/v1/shop/products?limit=250", Stop)).TextAsync();
        Assert.DoesNotContain("prototype", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Birch", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_answers_as_page_and_as_fragment()
    {
        using var shopper = app.Shop("acme");
        var page = await (await shopper.GetAsync("/products", Stop)).TextAsync();
        var fragment = await (await shopper.GetFragmentAsync("/products?q=shirt")).TextAsync();
        Assert.Contains("<h1>All products</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Acme Mugs mug", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", fragment, StringComparison.Ordinal);
        Assert.Contains("1 product for “shirt”", fragment, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("price")]
    [InlineData("-price")]
    [InlineData("name")]
    public async Task Following_the_cursors_gives_every_product_once(string sort)
    {
        var store = app.World["cedar"];
        foreach (var i in Enumerable.Range(0, 5))
            await app.Make.ProductAsync(store.Id, $"{sort.Trim('-')}{sort.Length}-{i}", $"Same {i / 2}", "JPY", 1000 + (i / 2 * 100));
        using var shopper = app.Api("cedar");
        List<string> seen = [];
        for (string? cursor = null, next = ""; next is not null; cursor = next)
        {
            var page = await shopper.GetJsonAsync($"/api/v1/shop/products?q=same&limit=2&sort={sort}" + (cursor is null ? "" : $"&cursor={cursor}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("slug").GetString()!));
            next = page.GetProperty("nextCursor").GetString();
        }

        var whole = (await shopper.GetJsonAsync($"/api/v1/shop/products?q=same&limit=250&sort={sort}")).GetProperty("items");
        Assert.Equal(whole.EnumerateArray().Select(i => i.GetProperty("slug").GetString()!), seen);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.Count >= 5);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("100%\\")]
    [InlineData("\uFF05")]
    [InlineData("'")]
    [InlineData("\"; --")]
    public async Task Signs_that_mean_something_elsewhere_are_searched_for_as_they_are(string text)
    {
        using var shopper = app.Api("birch");
        var found = await shopper.GetJsonAsync("/api/v1/shop/products?q=" + Uri.EscapeDataString(text));
        Assert.Empty(found.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Words_are_found_without_accents_in_any_case_and_order()
    {
        var store = app.World["cedar"];
        await app.Make.ProductAsync(store.Id, "creme", "Crème 50%_pure Brûlée", "JPY", 900);
        using var shopper = app.Api("cedar");
        foreach (var words in new[] { "BRULEE creme", "50%_pure", "crème" })
        {
            var found = await shopper.GetJsonAsync("/api/v1/shop/products?q=" + Uri.EscapeDataString(words));
            Assert.Equal("creme", Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("slug").GetString());
        }
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=251", "limit")]
    [InlineData("sort=random", "sort")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("cursor=%E2%82%AC", "cursor")]
    [InlineData("sort=price&cursor=bmV3ZXN0CjAxYTIwOWY0YmE5MzdmODg5NjVhZjc1MzJhYWUwZjIwCjYzOTMxMDYwMTY0MDg5NTIyMA", "cursor")]
    [InlineData("q=a%00b", "q")]
    public async Task What_cannot_be_listed_is_refused_by_name(string query, string field)
    {
        using var shopper = app.Api("acme");
        var refused = await shopper.GetAsync("/api/v1/shop/products?" + query, Stop);
        Assert.Contains(refused.StatusCode, new[] { HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest });
        if (refused.StatusCode == HttpStatusCode.UnprocessableEntity)
            Assert.True((await refused.JsonAsync()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task A_category_that_is_not_there_is_404_as_a_page_and_empty_as_a_filter()
    {
        using var shopper = app.Shop("acme");
        Assert.Equal(HttpStatusCode.NotFound, (await shopper.GetAsync("/categories/nothing", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shopper.GetAsync("/categories/kitchen", Stop)).StatusCode);
        using var api = app.Api("acme");
        Assert.Empty((await api.GetJsonAsync("/api/v1/shop/products?category=nothing")).GetProperty("items").EnumerateArray());
    }
}
