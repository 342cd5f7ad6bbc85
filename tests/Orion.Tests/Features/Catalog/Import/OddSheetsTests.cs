using System.Text;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

public sealed class OddSheetsTests(OrionApp app) : IClassFixture<OrionApp>
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData("\n\n  \n", "empty")]
    [InlineData("Name,Email\nAda,ada@example.test\n", "lacks the columns Handle (or URL handle), Title, Variant Price (or Price)")]
    [InlineData("Handle,Title,Body (HTML)\na,b,c\n", "lacks the column Variant Price")]
    [InlineData("Handle,Title,Variant Price\na,\"b,1\nc,d,2\n", "line 2")]
    public async Task A_file_that_is_no_export_is_refused_with_a_sentence(string content, string sentence)
    {
        var imported = await Sheet.ImportAsync(app, "acme", Encoding.UTF8.GetBytes(content));
        Assert.Equal(1, imported.Code);
        Assert.Contains(sentence, imported.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused_with_their_line_and_nothing_is_imported()
    {
        var latin = await Sheet.ImportAsync(app, "acme", Encoding.Latin1.GetBytes("Handle,Title,Variant Price\nfine,Fine,1\nmug,Tasse fêlée,2\n"));
        var wide = await Sheet.ImportAsync(app, "acme", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Handle,Title,Variant Price\n")]);

        Assert.Contains("not UTF-8: the row on line 3", latin.Error, StringComparison.Ordinal);
        Assert.Contains("UTF-16", wide.Error, StringComparison.Ordinal);
        Assert.Equal("0", await AskAsync("select count(*)::text from products where slug = 'fine'"));
    }

    [Theory]
    [InlineData("bom", "\n", ",")]
    [InlineData("crlf", "\r\n", ",")]
    [InlineData("semicolons", "\n", ";")]
    public async Task Marks_line_ends_and_separators_differ(string handle, string newLine, string separator)
    {
        var text = new Sheet().Product(handle, more: [("Body (HTML)", "<p>two\r\nlines, \"quoted\"; é</p>")]).Text(newLine, separator);
        var imported = await Sheet.ImportAsync(app, "acme", [.. handle == "bom" ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(text)]);

        Assert.Equal("1 created, 0 updated, 0 unchanged", imported.Line("products"));
        Assert.Contains("\"quoted\"; é", await AskAsync($"select description from products where slug = '{handle}'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newer_form_is_read_as_well()
    {
        var imported = await new Sheet("Title", "URL handle", "Description", "Published on online store", "Status", "Option1 name", "Option1 value", "SKU", "Barcode",
                "Price", "Compare-at price", "Inventory tracker", "Inventory quantity", "Continue selling when out of stock", "Weight value (grams)", "Product image URL", "Image position")
            .Row(("URL handle", "newer"), ("Title", "Newer"), ("Published on online store", "TRUE"), ("Status", "Active"), ("Option1 name", "Size"), ("Option1 value", "S"),
                ("Price", "5.5"), ("Compare-at price", "7"), ("Inventory tracker", "shopify"), ("Inventory quantity", "3"), ("Weight value (grams)", "120.0"), ("Product image URL", "https://pictures.test/2.jpg"), ("Image position", "2"))
            .Row(("URL handle", "newer"), ("Product image URL", "https://pictures.test/1.jpg"), ("Image position", "1")).ImportAsync(app, "acme");

        Assert.Equal("1 created, 0 updated, 0 unchanged", imported.Line("products"));
        Assert.Equal("Active|550|700|120|3|https://pictures.test/1.jpg", await AskAsync(
            "select concat_ws('|', p.status, v.price_amount, v.compare_at, v.weight, l.on_hand, (select i.source_url from product_images i where i.product_id = p.id order by i.position limit 1)) from products p join product_variants v on v.product_id = p.id join stock_levels l on l.variant_id = v.id where p.slug = 'newer'"));
    }

    [Fact]
    public async Task Rows_of_one_handle_belong_together_however_far_apart()
    {
        var sheet = new Sheet().Product("apart", more: [("Option1 Name", "Size"), ("Option1 Value", "0")]);
        for (var i = 0; i < 1_200; i++) sheet.Product($"between-{i}");
        for (var i = 1; i < 69; i++) sheet.Row(("Handle", "apart"), ("Option1 Value", $"{i}"), ("Variant Price", "10"), ("Variant SKU", "SAME"));

        var imported = await sheet.ImportAsync(app, "acme");

        Assert.Equal("1,201 created, 0 updated, 0 unchanged", imported.Line("products"));
        Assert.Equal("69", await AskAsync("select count(*)::text from product_variants v join products p on p.id = v.product_id where p.slug = 'apart'"));
        Assert.Equal("0 created, 0 updated, 1,201 unchanged", (await sheet.ImportAsync(app, "acme")).Line("products"));
    }

    [Fact]
    public async Task One_bad_product_does_not_stop_the_others()
    {
        var imported = await new Sheet()
            .Product("bad-price", "ten").Product("no-price", "").Product("good-one")
            .Row(("Handle", ""), ("Title", "Nobody's"), ("Variant Price", "1")).Row(("Handle", "untitled"), ("Variant Price", "1"))
            .Product("twice", more: [("Option1 Name", "Size"), ("Option1 Value", "S")]).Row(("Handle", "twice"), ("Option1 Value", "S"), ("Variant Price", "1"))
            .Product("long", more: [("Vendor", new string('x', 300))]).Product("minus", "-1").ImportAsync(app, "acme");

        Assert.Equal(1, imported.Code);
        Assert.Equal("2 created, 0 updated, 0 unchanged", imported.Line("products"));
        Assert.Equal("0 with notes, 7 refused", imported.Line("rows"));
        Assert.Contains(imported.Report, r => r is ["2", "bad-price", "error", "Variant Price", _]);
        Assert.Contains(imported.Report, r => r is ["5", "", "error", "Handle", _]);
        Assert.Contains(imported.Report, r => r is ["8", "twice", "error", "Option1 Value", _]);
    }

    [Fact]
    public async Task Oddities_are_noted_and_imported()
    {
        var imported = await new Sheet()
            .Product("Straße & Co", "10.9999").Product("自転車").Product("gift", more: [("Gift Card", "TRUE"), ("Image Src", "ftp://pictures.test/x"), ("Variant Compare At Price", "1")])
            .Row(("Handle", "gift")).Product("unclear", more: [("Variant Grams", "heavy"), ("Option1 Value", "Only")]).ImportAsync(app, "acme");

        Assert.Equal(0, imported.Code);
        Assert.Equal("4 created, 0 updated, 0 unchanged", imported.Line("products"));
        Assert.Equal("1100", await AskAsync("select price_from::text from product_documents where name = 'STRASSE & CO' or slug like 'stra%'"));
        Assert.Equal(["Gift Card", "Handle", "Image Src", "Variant Compare At Price", "Variant Grams", "Variant Price"],
            imported.Report.Where(r => r[2] == "note").Select(r => r[3]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_report_holds_no_formulas()
    {
        var imported = await new Sheet().Product("=cmd|' /c calc'!a0", "no").ImportAsync(app, "acme");
        Assert.NotEmpty(imported.Report);
        Assert.All(imported.Report, row => Assert.Equal("'=cmd|' /c calc'!a0", row[1]));
    }

    [Fact]
    public async Task A_verb_called_wrongly_says_how_and_which_stores_there_are()
    {
        var unknown = await Sheet.ImportAsync(app, "nowhere", "Handle\n"u8.ToArray());
        var option = await Sheet.ImportAsync(app, "acme", "Handle\n"u8.ToArray(), "--what");

        Assert.Equal((2, 2), (unknown.Code, option.Code));
        Assert.Contains("acme, birch, cedar", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("FILE.csv", option.Error, StringComparison.Ordinal);
    }

    private Task<string> AskAsync(string sql) =>
        TestDatabase.AskAsync(app.Database.App, $"select set_config('orion.store_id', '{app.World["acme"].Id}', false)", sql);
}
