using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

public sealed class ImportProductsTests(OrionApp app) : IClassFixture<OrionApp>
{
    [Fact]
    public async Task Doing_it_again_changes_nothing()
    {
        var sheet = new Sheet()
            .Product("again", more: [("Type", "Bowls"), ("Tags", "b, a, b"), ("Option1 Name", "Size"), ("Option1 Value", "S"),
                ("Image Src", "https://pictures.test/a.jpg"), ("Body (HTML)", "<p style=\"color:red\">Round &amp; nice</p>"), ("Variant Compare At Price", "12.50")])
            .Row(("Handle", "again"), ("Option1 Value", "M"), ("Variant Price", "11"), ("Variant Inventory Policy", "continue"),
                ("Variant Inventory Tracker", "shopify"), ("Variant Inventory Qty", "-3"), ("Image Src", "https://pictures.test/b.jpg"))
            .Product("again-plain", more: [("Option1 Name", "Title"), ("Option1 Value", "Default Title")]);

        var first = await sheet.ImportAsync(app, "acme");
        var version = await AskAsync("acme", "select string_agg(xmin::text, ',' order by id) from products where slug like 'again%'");
        var second = await sheet.ImportAsync(app, "acme");

        Assert.Equal(0, first.Code);
        Assert.Equal("2 created, 0 updated, 0 unchanged", first.Line("products"));
        Assert.Equal("3 created, 0 updated, 0 unchanged, 0 taken out", first.Line("variants"));
        Assert.Equal("0 created, 0 updated, 2 unchanged", second.Line("products"));
        Assert.Equal("0 created, 0 updated, 3 unchanged, 0 taken out", second.Line("variants"));
        Assert.Equal("0 new: 0 fetched, 0 failed, 0 pending", second.Line("pictures"));
        Assert.Equal(version, await AskAsync("acme", "select string_agg(xmin::text, ',' order by id) from products where slug like 'again%'"));
        Assert.Equal("<p>Round &amp; nice</p>", await AskAsync("acme", "select description from products where slug = 'again'"));
        Assert.Equal("[]", await AskAsync("acme", "select options::text from products where slug = 'again-plain'"));
        Assert.Equal("bowls", await AskAsync("acme", "select categories[1] from product_documents where slug = 'again'"));
    }

    [Fact]
    public async Task What_has_changed_is_changed_and_the_rest_stays()
    {
        await new Sheet().Product("stays").Product("moves", "10", ("Option1 Name", "Size"), ("Option1 Value", "S"), ("Variant SKU", "M-1"), ("Type", "Old"))
            .Row(("Handle", "moves"), ("Option1 Value", "M"), ("Variant Price", "10"), ("Variant SKU", "M-2"))
            .Row(("Handle", "moves"), ("Option1 Value", "L"), ("Variant Price", "10"), ("Variant SKU", "M-3")).ImportAsync(app, "acme");
        var ids = await AskAsync("acme", "select string_agg(v.id::text, ',' order by v.sku) from product_variants v join products p on p.id = v.product_id where p.slug = 'moves' and v.sku < 'M-3'");

        // S is found by its options, M (now Medium) by its article number; L is gone.
        var again = await new Sheet().Product("moves", "12", ("Option1 Name", "Size"), ("Option1 Value", "S"), ("Variant SKU", "M-1"), ("Type", "New"))
            .Row(("Handle", "moves"), ("Option1 Value", "Medium"), ("Variant Price", "10"), ("Variant SKU", "M-2")).ImportAsync(app, "acme", "--no-pictures", "--remove-missing");

        Assert.Equal("0 created, 1 updated, 0 unchanged", again.Line("products"));
        Assert.Equal("0 created, 2 updated, 0 unchanged, 1 taken out", again.Line("variants"));
        Assert.Equal(ids, await AskAsync("acme", "select string_agg(v.id::text, ',' order by v.sku) from product_variants v join products p on p.id = v.product_id where p.slug = 'moves' and v.removed_at is null"));
        Assert.Equal("{new}", await AskAsync("acme", "select categories::text from product_documents where slug = 'moves'"));
        Assert.Equal("1200", await AskAsync("acme", "select price_to::text from product_documents where slug = 'moves'"));
        Assert.Equal("1", await AskAsync("acme", "select count(*)::text from product_documents where slug = 'stays'"));
    }

    [Fact]
    public async Task Stock_is_what_its_movements_add_up_to()
    {
        var sheet = new Sheet()
            .Product("counted").Row(("Handle", "counted-low"), ("Title", "Low"), ("Variant Price", "1"), ("Variant Inventory Tracker", "shopify"), ("Variant Inventory Qty", "-118"))
            .Row(("Handle", "counted-back"), ("Title", "Back"), ("Variant Price", "1"), ("Variant Inventory Tracker", "shopify"), ("Variant Inventory Qty", "-2"), ("Variant Inventory Policy", "continue"))
            .Row(("Handle", "counted-not"), ("Title", "Not"), ("Variant Price", "1"), ("Variant Inventory Qty", "7"));
        var imported = await sheet.ImportAsync(app, "acme");

        Assert.Equal("5,-2,0,7", await LevelsAsync());
        Assert.Equal("true,true,true,false", await AskAsync("acme", "select string_agg(l.is_tracked::text, ',' order by p.slug = 'counted-not', p.slug) from stock_levels l join product_variants v on v.id = l.variant_id join products p on p.id = v.product_id where p.slug like 'counted%'"));
        Assert.Equal("", await AskAsync("acme", "select string_agg(l.variant_id::text, ',') from stock_levels l join product_variants v on v.id = l.variant_id join products p on p.id = v.product_id where p.slug like 'counted%' and l.on_hand <> (select coalesce(sum(m.quantity), 0) from stock_movements m where m.variant_id = l.variant_id)"));
        Assert.Contains(imported.Report, r => r is ["3", "counted-low", "note", "Variant Inventory Qty", _] && r[4].Contains("-118", StringComparison.Ordinal));
        Assert.Equal("false", await AskAsync("acme", "select available::text from product_documents where slug = 'counted-low'"));

        await new Sheet().Product("counted", "10").ImportAsync(app, "acme");
        await new Sheet("Handle", "Title", "Variant Price", "Variant Inventory Tracker", "Variant Inventory Qty")
            .Row(("Handle", "counted"), ("Title", "COUNTED"), ("Variant Price", "10"), ("Variant Inventory Tracker", "shopify"), ("Variant Inventory Qty", "9"))
            .ImportAsync(app, "acme", "--no-pictures", "--keep-stock");
        Assert.Equal("5,-2,0,7", await LevelsAsync());
    }

    [Fact]
    public async Task The_same_handles_in_two_stores_are_two_products()
    {
        var birch = await AskAsync("birch", "select md5(string_agg(p::text, '' order by id)) from products p");
        await new Sheet().Product("shared", "10").Product("mug", "99").ImportAsync(app, "acme");
        Assert.Equal(birch, await AskAsync("birch", "select md5(string_agg(p::text, '' order by id)) from products p"));

        var imported = await new Sheet().Product("shared", "20").ImportAsync(app, "birch");

        Assert.Equal("1 created, 0 updated, 0 unchanged", imported.Line("products"));
        Assert.Equal("1000", await AskAsync("acme", "select price_from::text from product_documents where slug = 'shared'"));
        Assert.Equal("2000EUR", await AskAsync("birch", "select price_from || currency from product_documents where slug = 'shared'"));
    }

    [Fact]
    public async Task A_column_that_the_file_lacks_leaves_what_is_there()
    {
        await new Sheet().Product("kept", "10", ("Body (HTML)", "<p>Long</p>"), ("Vendor", "Kiln"), ("Tags", "x"), ("Variant Barcode", "'0123"),
            ("Variant SKU", "K"), ("Variant Grams", "250"), ("Image Src", "https://pictures.test/k.jpg"), ("Type", "Kept")).ImportAsync(app, "acme");

        var imported = await new Sheet("Handle", "Title", "Variant Price", "Surprise")
            .Row(("Handle", "kept"), ("Title", "KEPT"), ("Variant Price", "10"), ("Surprise", "!")).ImportAsync(app, "acme");

        Assert.Equal("0 created, 0 updated, 1 unchanged", imported.Line("products"));
        Assert.Equal("Kiln|0123|250|1|5", await AskAsync("acme",
            "select concat_ws('|', p.vendor, v.barcode, v.weight, (select count(*) from product_images i where i.product_id = p.id), l.on_hand) from products p join product_variants v on v.product_id = p.id join stock_levels l on l.variant_id = v.id where p.slug = 'kept'"));
    }

    [Fact]
    public async Task A_store_filled_so_is_browsable_and_sells()
    {
        await new Sheet().Product("for-sale", "10").Row(("Handle", "hidden"), ("Title", "Hidden"), ("Published", "FALSE"), ("Variant Price", "1")).ImportAsync(app, "acme");
        using var shopper = app.Api("acme");

        var product = await shopper.GetJsonAsync("/api/v1/shop/products/for-sale");
        using var hidden = await shopper.GetAsync("/api/v1/shop/products/hidden", TestContext.Current.CancellationToken);

        Assert.True(product.GetProperty("variants")[0].GetProperty("available").GetBoolean());
        Assert.Equal(System.Net.HttpStatusCode.NotFound, hidden.StatusCode);
    }

    private Task<string> LevelsAsync() => AskAsync("acme",
        "select string_agg(l.on_hand::text, ',' order by p.slug = 'counted-not', p.slug) from stock_levels l join product_variants v on v.id = l.variant_id join products p on p.id = v.product_id where p.slug like 'counted%'");

    private Task<string> AskAsync(string store, string sql) =>
        TestDatabase.AskAsync(app.Database.App, $"select set_config('orion.store_id', '{app.World[store].Id}', false)", sql);
}
