using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

public sealed class ProductPagesTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_is_a_page_and_while_searching_a_fragment()
    {
        using var owner = app.Dashboard("birch");
        using var page = await owner.GetAsync("/store/products", Stop);
        using var fragment = await owner.GetFragmentAsync("/store/products?q=mug");
        var text = await fragment.TextAsync();

        Assert.Contains("<!doctype html>", await page.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("<html", text, StringComparison.Ordinal);
        Assert.Contains("Birch &amp; Sohn mug", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Birch &amp; Sohn shirt", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_combination_of_the_options_becomes_a_variant()
    {
        using var owner = app.Dashboard("acme");
        using var made = await owner.PostFormAsync("/store/products",
            ("name", "Poster"), ("price.amount", "19.90"), ("stock", "7"), ("status", "draft"), ("slug", ""), ("sku", ""),
            ("choices[0].name", "Size"), ("choices[0].values", "A3\r\nA2"), ("choices[1].name", "Paper"), ("choices[1].values", "Matte\r\nGloss\r\nRag"),
            ("choices[2].name", ""), ("choices[2].values", ""));

        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        var page = await (await owner.GetAsync(made.Headers.Location, Stop)).TextAsync();
        Assert.Contains("6 variants by size and paper", page, StringComparison.Ordinal);
        Assert.Contains("A2 / Rag", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_and_says_what_is_wrong_beside_the_field()
    {
        using var owner = app.Dashboard("acme");
        using var refused = await owner.PostFormAsync("/store/products",
            ("name", "Kept as typed"), ("description", "All of this stays."), ("price.amount", "12,5x"), ("stock", "many"), ("status", "active"));
        var page = await refused.TextAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Kept as typed", page, StringComparison.Ordinal);
        Assert.Contains("All of this stays.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"many\"", page, StringComparison.Ordinal);
        Assert.Contains("field-stock-error", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_is_saved_alone_and_a_wrong_one_says_so_in_its_place()
    {
        using var owner = app.Dashboard("acme");
        var shirt = app.World["acme"].Shirt;
        var address = $"/store/products/{shirt.Id}/variants/{shirt.Variants[1]}?cell=price";
        using var saved = await owner.SendFragmentAsync(HttpMethod.Patch, address,
            ("variants[0].id", $"{shirt.Variants[0]}"), ("variants[0].price.amount", "1.00"),
            ("variants[1].id", $"{shirt.Variants[1]}"), ("variants[1].price.amount", "26.50"), ("variants[1].stock", "999"));
        using var wrong = await owner.SendFragmentAsync(HttpMethod.Patch, address,
            ("variants[0].id", $"{shirt.Variants[0]}"), ("variants[0].price.amount", "1.00"),
            ("variants[1].id", $"{shirt.Variants[1]}"), ("variants[1].price.amount", "cheap"));
        using var api = app.Api("acme", Who.Owner);
        var variants = (await api.GetJsonAsync($"/api/v1/store/products/{shirt.Id}")).GetProperty("variants");

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.StartsWith("<td", (await saved.TextAsync()).Trim(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("value=\"cheap\"", await wrong.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("field-error", await wrong.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("25.00", variants[0].GetProperty("price").GetProperty("amount").GetString());
        Assert.Equal("26.50", variants[1].GetProperty("price").GetProperty("amount").GetString());
        Assert.Equal(20, variants[1].GetProperty("stock").GetInt32());
    }

    [Fact]
    public async Task Without_scripts_the_whole_table_is_saved_and_sales_meanwhile_stay_counted()
    {
        using var owner = app.Dashboard("birch");
        var mug = app.World["birch"].Mug;
        await app.Make.InStoreAsync(app.World["birch"].Id, db => TestStock.TakeAsync(db, mug.Variant, 3, Stop));
        using var saved = await owner.PostFormAsync($"/store/products/{mug.Id}?_method=patch",
            ("variants[0].id", $"{mug.Variant}"), ("variants[0].price.amount", "13.00"), ("variants[0].stock", "100"), ("variants[0].shownStock", "100"));
        using var api = app.Api("birch", Who.Owner);
        var variant = (await api.GetJsonAsync($"/api/v1/store/products/{mug.Id}")).GetProperty("variants")[0];

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal("13.00", variant.GetProperty("price").GetProperty("amount").GetString());
        Assert.Equal(97, variant.GetProperty("stock").GetInt32());
    }

    [Fact]
    public async Task Deleting_offers_to_take_it_back()
    {
        using var owner = app.Dashboard("cedar");
        var mug = app.World["cedar"].Mug.Id;
        using var deleted = await owner.PostFormAsync($"/store/products/{mug}?_method=delete");
        var list = await (await owner.GetAsync(deleted.Headers.Location, Stop)).TextAsync();
        using var restored = await owner.PostFormAsync($"/store/products/{mug}/deletion?_method=delete");

        Assert.Equal(HttpStatusCode.SeeOther, deleted.StatusCode);
        Assert.Contains($"/store/products/{mug}/deletion?_method=delete", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, restored.StatusCode);
        using var page = await owner.GetAsync(restored.Headers.Location, Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}
