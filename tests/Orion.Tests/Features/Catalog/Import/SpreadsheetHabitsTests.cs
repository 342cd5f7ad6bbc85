using System.Text;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

/// <summary>What spreadsheets do to a file between its export and its import.</summary>
public sealed class SpreadsheetHabitsTests(OrionApp app) : IClassFixture<OrionApp>
{
    [Theory]
    [InlineData("semicolons", ";", "")]
    [InlineData("tabs", "\t", "")]
    [InlineData("declared", ";", "sep=;\r\n")]
    public async Task Decimals_are_read_as_the_file_writes_them(string handle, string separator, string before)
    {
        var text = new Sheet().Product(handle, "12,50", ("Variant Compare At Price", "1.234,5"), ("Variant Grams", "120,0")).Text("\r\n", separator);
        var imported = await Sheet.ImportAsync(app, "acme", Encoding.UTF8.GetBytes(before + text));

        Assert.Equal((0, "1 created, 0 updated, 0 unchanged"), (imported.Code, imported.Line("products")));
        Assert.Equal("1250|123450|120", await AskAsync(
            $"select concat_ws('|', v.price_amount, v.compare_at, v.weight) from products p join product_variants v on v.product_id = p.id where p.handle = '{handle}'"));
    }

    [Fact]
    public async Task A_formula_that_guards_a_number_is_the_number()
    {
        const string Text = "Handle,Title,Variant Price,Variant SKU,Variant Barcode\nguarded,Guarded,\"=\"\"9.50\"\"\",\"=\"\"00045\"\"\",=\"00046\"\n";
        await Sheet.ImportAsync(app, "acme", Encoding.UTF8.GetBytes(Text));
        Assert.Equal("950|00045|00046", await AskAsync(
            "select concat_ws('|', v.price_amount, v.sku, v.barcode) from products p join product_variants v on v.product_id = p.id where p.handle = 'guarded'"));
    }

    [Fact]
    public async Task A_rounded_article_number_is_named_and_not_stored()
    {
        var imported = await new Sheet().Product("rounded", "1", ("Variant SKU", "4.00638E+12"), ("Variant Barcode", "4,00638E+12")).ImportAsync(app, "acme");
        Assert.Equal(["Variant Barcode", "Variant SKU"], imported.Report.Where(r => r[1] == "rounded").Select(r => r[3]).Order(StringComparer.Ordinal));
        Assert.Equal("|", await AskAsync("select v.sku || '|' || v.barcode from products p join product_variants v on v.product_id = p.id where p.handle = 'rounded'"));
    }

    [Fact]
    public async Task Cells_that_were_filled_down_make_no_variants()
    {
        var imported = await new Sheet()
            .Product("filled", "10", ("Option1 Name", "Size"), ("Option1 Value", "S"), ("Image Src", "https://pictures.test/1.jpg"))
            .Row(("Handle", "filled"), ("Title", "FILLED"), ("Vendor", "V"), ("Image Src", "https://pictures.test/2.jpg"))
            .Row(("Handle", "filled"), ("Title", "FILLED"), ("Option1 Name", "Size"), ("Option1 Value", "S"), ("Variant Price", "10"), ("Image Src", "https://pictures.test/3.jpg"))
            .ImportAsync(app, "acme");

        Assert.Equal((0, "1 created, 0 updated, 0 unchanged, 0 taken out"), (imported.Code, imported.Line("variants")));
        Assert.Equal("3", await AskAsync("select count(*)::text from product_images i join products p on p.id = i.product_id where p.handle = 'filled'"));
    }

    private Task<string> AskAsync(string sql) =>
        TestDatabase.AskAsync(app.Database.App, $"select set_config('orion.store_id', '{app.World["acme"].Id}', false)", sql);
}
