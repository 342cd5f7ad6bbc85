using System.Globalization;
using System.Text.Json;
using Orion.Framework.Text;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog;

/// <summary>Names are found by what they are made of, and sorted as the store's language sorts them.</summary>
public sealed class NamesTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Unsorted = ["Zebra", "apple", "Äpfel", "Apple", "äpfel", "éclair", "Eclair", "Öl", "Ol", "zebra", "Ärmel", "Ⅻ", "字", "😀", "_x", "10", "9"];

    [Fact]
    public async Task Every_collation_that_can_be_asked_for_is_there()
    {
        foreach (var collation in Collation.All)
            Assert.Equal("t", await TestDatabase.AskAsync(app.Database.App, $"select ('a' collate \"{collation}\" < 'b')::text") is "true" or "True" or "t" ? "t" : collation);
    }

    [Fact]
    public async Task The_listing_by_name_is_in_the_languages_order_and_pages_show_each_product_once()
    {
        var store = app.World["birch"];
        foreach (var (name, i) in Unsorted.Concat(["Zebra", "Äpfel"]).Select((n, i) => (n, i)))
            await app.Make.ProductAsync(store.Id, $"named-{i}", name, store.Currency, 100);
        using var api = app.Api("birch");
        List<string> names = [];
        List<string> ids = [];
        for (string? cursor = null; ;)
        {
            var page = await api.GetJsonAsync($"/api/v1/shop/products?sort=name&limit=3{(cursor is null ? "" : "&cursor=" + cursor)}");
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                names.Add(item.GetProperty("name").GetString()!);
                ids.Add(item.GetProperty("id").GetString()!);
            }

            if (page.GetProperty("nextCursor") is not { ValueKind: JsonValueKind.String } next) break;
            cursor = next.GetString();
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(Unsorted.All(names.Contains), $"{string.Join(", ", Unsorted.Except(names))} missing of {string.Join(", ", names)}");
        var words = names.Where(n => n.All(char.IsLetter) && n[0] < 'Ⅻ').ToList();
        Assert.Equal(words.Order(StringComparer.Create(CultureInfo.GetCultureInfo("de-DE"), CompareOptions.None)).Select(w => w.ToUpperInvariant()), words.Select(w => w.ToUpperInvariant()));
        Assert.True(names.IndexOf("Äpfel") < names.IndexOf("apple") && names.IndexOf("apple") < names.IndexOf("Zebra"));
    }

    [Theory]
    [InlineData("RED_SHIRT_M", "REDXSHIRTXM")]
    [InlineData("50%OFF", "50XOFF")]
    [InlineData(@"A\B", "AXB")]
    [InlineData("WIDE％", "WIDEX")]
    [InlineData("'; drop--", "drop")]
    public async Task A_character_that_patterns_use_is_found_as_itself(string sku, string other)
    {
        var store = app.World["acme"];
        foreach (var (name, i) in new[] { sku, other }.Select((n, i) => (n, i)))
            await app.Make.ProductAsync(store.Id, $"special-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(sku))}-{i}", "Special " + name, store.Currency, 100);
        using var owner = app.Api("acme", Who.Owner);
        Assert.Equal(["Special " + sku], await FoundAsync(owner, "/api/v1/store/products?q=", sku));
        using var shop = app.Api("acme");
        Assert.Equal(["Special " + sku], await FoundAsync(shop, "/api/v1/shop/products?q=", sku));
        foreach (var lone in new[] { "_", "%", @"\", "％", "*", "?", "[" })
            foreach (var name in (await FoundAsync(owner, "/api/v1/store/products?limit=250&q=", lone)).Concat(await FoundAsync(shop, "/api/v1/shop/products?limit=250&q=", lone)))
                Assert.Contains(lone == "％" ? '%' : lone[0], name.Normalize(System.Text.NormalizationForm.FormKC));
    }

    [Theory]
    [InlineData("οδος", "ΟΔΟΣ")]
    [InlineData("οδός", "ΟΔΟΣ")]
    [InlineData("ΟΔΟΣ", "οδός")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("ISPARTA", "ısparta")]
    [InlineData("ＷＩＤＥ", "wide")]
    [InlineData("Cafe\u0301", "café")]
    public async Task Case_accents_and_forms_make_no_difference(string name, string sought)
    {
        var store = app.World["acme"];
        await app.Make.ProductAsync(store.Id, $"folded-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(name + sought))}", name, store.Currency, 100);
        using var owner = app.Api("acme", Who.Owner);
        Assert.Contains(name, await FoundAsync(owner, "/api/v1/store/products?q=", sought));
        using var shop = app.Api("acme");
        Assert.Contains(name, await FoundAsync(shop, "/api/v1/shop/products?q=", sought));
    }

    [Theory]
    [InlineData("_")]
    [InlineData("%")]
    [InlineData(@"\")]
    [InlineData("％")]
    public async Task No_search_of_dashboard_or_console_takes_a_character_for_a_pattern(string character)
    {
        var q = Uri.EscapeDataString(character);
        using var owner = app.Api("acme", Who.Owner);
        Assert.Empty((await owner.GetJsonAsync($"/api/v1/store/orders?q={q}")).GetProperty("items").EnumerateArray());
        using var console = app.AdminApi();
        Assert.Empty((await console.GetJsonAsync($"/api/v1/admin/stores?q={q}")).GetProperty("items").EnumerateArray());
        Assert.Empty((await console.GetJsonAsync($"/api/v1/admin/users?q={q}")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("Size", "Size ")]
    [InlineData("Size", "size")]
    [InlineData("Gro\u0308ße", "Größe")]
    public async Task Options_that_are_called_alike_are_refused(string one, string other)
    {
        using var owner = app.Api("acme", Who.Owner);
        using var answer = await owner.PostJsonAsync("/api/v1/store/products", new
        {
            name = "Twins",
            variants = new[] { new { price = new { amount = "1", currency = "USD" }, options = new Dictionary<string, string> { [one] = "S", [other] = "M" } } }
        });
        Assert.True((int)answer.StatusCode is 400 or 422, $"{answer.StatusCode}");
    }

    [Fact]
    public async Task A_page_is_english_and_the_merchants_words_are_in_the_stores_language()
    {
        using var shop = app.Shop("birch");
        var page = await shop.GetStringAsync("/products/mug", TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("<h1 class=\"product-name\" lang=\"de-DE\">", page, StringComparison.Ordinal);
        using var dashboard = app.Dashboard("cedar");
        var list = await dashboard.GetStringAsync("/store/products", TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"en\"", list, StringComparison.Ordinal);
        Assert.Contains("lang=\"ja-JP\"", list, StringComparison.Ordinal);
    }

    private static async Task<List<string>> FoundAsync(HttpClient client, string path, string q) =>
        [.. (await client.GetJsonAsync(path + Uri.EscapeDataString(q))).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString()!)];
}
