using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

/// <summary>What a file doesn't say, or not readably, stays as it is: variants with their carts, stock, weights, pictures.</summary>
public sealed class KeptByImportsTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Plain =
        ["Handle", "Title", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Variant Price"];

    [Fact]
    public async Task Renamed_options_are_the_same_variants_with_their_stock()
    {
        await Shirts("renamed", "Color", "Size").ImportAsync(app, "acme");
        var before = await VariantsAsync("renamed");

        // Other names, in the other order, without article numbers and without any column on stock.
        var again = await new Sheet(Plain)
            .Row(("Handle", "renamed"), ("Title", "RENAMED"), ("Option1 Name", "Grösse"), ("Option1 Value", "S"), ("Option2 Name", "Colour"), ("Option2 Value", "Red"), ("Variant Price", "10"))
            .Row(("Handle", "renamed"), ("Option1 Value", "M"), ("Option2 Value", "Red"), ("Variant Price", "10"))
            .Row(("Handle", "renamed"), ("Option1 Value", "S"), ("Option2 Value", "Blue"), ("Variant Price", "12"))
            .ImportAsync(app, "acme");

        Assert.Equal("0 created, 3 updated, 0 unchanged, 0 taken out", again.Line("variants"));
        Assert.Equal(before, await VariantsAsync("renamed"));
        Assert.Equal("1 variants that the file doesn't name; --remove-missing takes them out", again.Line("kept"));
        Assert.Equal("Blue/M|Blue/S|Red/M|Red/S", await AskAsync(
            "select string_agg(v.options ->> 'Colour' || '/' || (v.options ->> 'Grösse'), '|' order by v.options ->> 'Colour', v.options ->> 'Grösse') from product_variants v join products p on p.id = v.product_id where p.handle = 'renamed' and v.removed_at is null"));
        Assert.Equal("""["S", "M"]""", await AskAsync("select options -> 0 ->> 'values' from products where handle = 'renamed'"));
    }

    [Fact]
    public async Task An_option_more_or_less_keeps_the_variants_that_can_be_told()
    {
        await new Sheet().Product("plain-one").ImportAsync(app, "acme");
        var before = await VariantsAsync("plain-one");
        await new Sheet(Plain).Row(("Handle", "plain-one"), ("Title", "PLAIN-ONE"), ("Option1 Name", "Glaze"), ("Option1 Value", "Ash"), ("Variant Price", "10")).ImportAsync(app, "acme");
        Assert.Equal(before, await VariantsAsync("plain-one"));
        await new Sheet(Plain).Row(("Handle", "plain-one"), ("Title", "PLAIN-ONE"), ("Option1 Name", "Title"), ("Option1 Value", "Default Title"), ("Variant Price", "10")).ImportAsync(app, "acme");
        Assert.Equal(before, await VariantsAsync("plain-one"));
    }

    [Fact]
    public async Task What_would_be_lost_is_named_before_and_taken_out_only_when_that_is_asked_for()
    {
        await Shirts("replaced", "Color", "Size").ImportAsync(app, "acme");
        var before = await VariantsAsync("replaced");
        var other = new Sheet(Plain)
            .Row(("Handle", "replaced"), ("Title", "REPLACED"), ("Option1 Name", "Wood"), ("Option1 Value", "Oak"), ("Variant Price", "10"))
            .Row(("Handle", "replaced"), ("Option1 Value", "Pine"), ("Variant Price", "10"));

        var refused = await other.ImportAsync(app, "acme");
        Assert.Equal(1, refused.Code);
        Assert.Contains(refused.Report, r => r is ["2", "replaced", "error", "Option1 Name", _] && r[4].Contains("Red / S (R-S)", StringComparison.Ordinal)
            && r[4].Contains("--remove-missing", StringComparison.Ordinal));
        Assert.Equal(before, await VariantsAsync("replaced"));

        var tried = await other.ImportAsync(app, "acme", "--dry-run", "--remove-missing");
        Assert.Equal("2 created, 0 updated, 0 unchanged, 4 taken out", tried.Line("variants"));
        Assert.Contains(tried.Report, r => r[4].Contains("so they were taken out", StringComparison.Ordinal));
        Assert.Equal(before, await VariantsAsync("replaced"));

        var done = await other.ImportAsync(app, "acme", "--no-pictures", "--remove-missing");
        Assert.Equal("2 created, 0 updated, 0 unchanged, 4 taken out", done.Line("variants"));
        Assert.Equal("2", await AskAsync("select count(*)::text from product_variants v join products p on p.id = v.product_id where p.handle = 'replaced' and v.removed_at is null"));
    }

    [Fact]
    public async Task A_new_variant_of_a_counted_product_is_counted_when_the_file_says_nothing_of_stock()
    {
        await Shirts("grows", "Color", "Size").ImportAsync(app, "acme");
        await new Sheet(Plain)
            .Row(("Handle", "grows"), ("Title", "GROWS"), ("Option1 Name", "Color"), ("Option1 Value", "Green"), ("Option2 Name", "Size"), ("Option2 Value", "S"), ("Variant Price", "10"))
            .ImportAsync(app, "acme");

        Assert.Equal("5", await AskAsync("select count(*)::text from product_variants v join products p on p.id = v.product_id where p.handle = 'grows' and v.removed_at is null"));
        Assert.Equal("0|true", await AskAsync(
            "select l.on_hand || '|' || l.is_tracked from stock_levels l join product_variants v on v.id = l.variant_id join products p on p.id = v.product_id where p.handle = 'grows' and v.options ->> 'Color' = 'Green'"));
    }

    [Theory]
    [InlineData("Variant Inventory Qty", "1,200")]
    [InlineData("Variant Inventory Qty", "1.200")]
    [InlineData("Variant Inventory Qty", "many")]
    [InlineData("Variant Inventory Qty", "1E+3")]
    [InlineData("Variant Inventory Qty", "2000000")]
    [InlineData("Variant Grams", "1,200")]
    [InlineData("Variant Grams", "heavy")]
    [InlineData("Variant Grams", "-1")]
    [InlineData("Variant Compare At Price", "1,200")]
    [InlineData("Variant Compare At Price", "lots")]
    [InlineData("Variant Inventory Policy", "perhaps")]
    [InlineData("Variant SKU", "4.00638E+12")]
    [InlineData("Variant Barcode", "4,00638E+12")]
    [InlineData("Published", "maybe")]
    [InlineData("Image Src", "no address")]
    public async Task A_cell_that_can_not_be_read_changes_nothing_and_is_named(string column, string cell)
    {
        var handle = $"unread-{column}-{cell}".ToLowerInvariant();
        (string, string)[] whole = [("Variant SKU", "U-1"), ("Variant Barcode", "4006381333931"), ("Variant Grams", "250"), ("Variant Compare At Price", "20"), ("Image Src", "https://pictures.test/u.jpg")];
        await new Sheet().Product(handle, "10", whole).ImportAsync(app, "acme");
        var before = await EverythingAsync(handle);

        var again = await new Sheet().Product(handle, "10", [(column, cell), .. whole.Where(w => w.Item1 != column)]).ImportAsync(app, "acme");

        Assert.Equal("0 created, 0 updated, 1 unchanged", again.Line("products"));
        Assert.Contains(again.Report, r => r[2] == "note" && r[3] == column);
        Assert.Equal(before, await EverythingAsync(handle));
    }

    [Fact]
    public async Task A_price_that_can_be_read_in_two_ways_is_refused_with_both()
    {
        var imported = await new Sheet().Product("two-ways", "1.250").Product("two-ways-too", "1,200").Product("one-way", "1.250,50").Product("comma", "12,5").ImportAsync(app, "acme");

        Assert.Contains(imported.Report, r => r is ["2", "two-ways", "error", "Variant Price", _] && r[4].Contains("1250 or as 1.25", StringComparison.Ordinal));
        Assert.Contains(imported.Report, r => r is ["3", "two-ways-too", "error", "Variant Price", _] && r[4].Contains("1200 or as 1.2", StringComparison.Ordinal));
        Assert.Equal("1250|125050", await AskAsync(
            "select string_agg(v.price_amount::text, '|' order by v.price_amount) from products p join product_variants v on v.product_id = p.id where p.handle in ('one-way', 'comma')"));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_and_changes_nothing()
    {
        var all = await AskAsync("select count(*) || '|' || (select count(*) from categories) from products");
        var tried = await new Sheet().Product("tried", more: [("Type", "Tried")]).Product("tried-bad", "ten").ImportAsync(app, "acme", "--dry-run");

        Assert.Equal("1 created, 0 updated, 0 unchanged", tried.Line("products"));
        Assert.Equal("0 with notes, 1 refused", tried.Line("rows"));
        Assert.StartsWith("Dry run, nothing was changed", tried.Output, StringComparison.Ordinal);
        Assert.Equal(all, await AskAsync("select count(*) || '|' || (select count(*) from categories) from products"));
    }

    [Fact]
    public async Task Pictures_that_a_file_no_longer_has_are_named_when_they_go()
    {
        await new Sheet().Product("pictured", more: [("Image Src", "https://pictures.test/old.jpg")]).ImportAsync(app, "acme");
        var none = await new Sheet().Product("pictured").ImportAsync(app, "acme");
        Assert.Equal("0 created, 0 updated, 1 unchanged", none.Line("products"));

        var other = await new Sheet().Product("pictured", more: [("Image Src", "https://pictures.test/new.jpg")]).ImportAsync(app, "acme");
        Assert.Contains(other.Report, r => r is [_, "pictured", "note", "Image Src", _] && r[4].Contains("https://pictures.test/old.jpg", StringComparison.Ordinal));
        Assert.Equal("https://pictures.test/new.jpg", await AskAsync("select string_agg(i.source_url, ' ') from product_images i join products p on p.id = i.product_id where p.handle = 'pictured'"));
    }

    private static Sheet Shirts(string handle, string color, string size)
    {
        var sheet = new Sheet().Product(handle, "10", ("Option1 Name", color), ("Option1 Value", "Red"), ("Option2 Name", size), ("Option2 Value", "S"), ("Variant SKU", "R-S"));
        foreach (var (c, s) in new[] { ("Red", "M"), ("Blue", "S"), ("Blue", "M") })
            sheet.Row(("Handle", handle), ("Option1 Value", c), ("Option2 Value", s), ("Variant SKU", $"{c[0]}-{s}"), ("Variant Price", "10"),
                ("Variant Inventory Tracker", "shopify"), ("Variant Inventory Qty", "7"), ("Variant Inventory Policy", "deny"));
        return sheet;
    }

    /// <summary>Keys, article numbers and stock of a product's variants.</summary>
    private Task<string> VariantsAsync(string handle) => AskAsync(
        $"select string_agg(concat_ws(' ', v.id, v.sku, l.on_hand, l.is_tracked), '|' order by v.id) from products p join product_variants v on v.product_id = p.id join stock_levels l on l.variant_id = v.id where p.handle = '{handle}' and v.removed_at is null");

    private Task<string> EverythingAsync(string handle) => AskAsync(
        $"select concat_ws('|', p, v, l, i) from products p join product_variants v on v.product_id = p.id join stock_levels l on l.variant_id = v.id join product_images i on i.product_id = p.id where p.handle = '{handle}'");

    private Task<string> AskAsync(string sql) =>
        TestDatabase.AskAsync(app.Database.App, $"select set_config('orion.store_id', '{app.World["acme"].Id}', false)", sql);
}
