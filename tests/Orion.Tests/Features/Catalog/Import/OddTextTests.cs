using System.Net;
using System.Text;
using Orion.Features.Catalog;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

/// <summary>Whatever stands in a cell, the other products go in; and what goes in, forms take again.</summary>
public sealed class OddTextTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Parts =
    [
        "a", "字", "😀", "👩‍👩‍👧", "e\u0301", "🇩🇪", "a\u0301\u0302\u0303\u0304", " ", "\n", "\t", "\u200d", "\ufe0f", "\u202e", "<M", "<b>", "&#0;", "&#xD83D;", "\"", "'", ",", ";",
        "\u0001", "\u0085", "\u2028", "\ufeff", "\ufdd0", "\ufffe", "\U0010FFFF", "=", "ﷺ", "ß"
    ];

    [Fact]
    public async Task A_description_is_cut_between_characters()
    {
        var imported = await new Sheet([.. Sheet.Usual, "SEO Description"])
            .Row(("Handle", "cut"), ("Title", "Cut"), ("Variant Price", "1"), ("SEO Description", string.Concat(Enumerable.Repeat("字", 495)) + string.Concat(Enumerable.Repeat("😀", 10))))
            .Product("after-cut").ImportAsync(app, "acme");

        Assert.Equal("2 created, 0 updated, 0 unchanged", imported.Line("products"));
        Assert.Equal(string.Concat(Enumerable.Repeat("字", 495)) + "...", await AskAsync("select summary from products where handle = 'cut'"));
    }

    [Fact]
    public async Task A_code_that_is_no_character_refuses_its_row_alone()
    {
        var sheet = new Sheet().Product("first-of-three").Product("third\ufffeof-three").Product("second-of-three");
        var imported = await sheet.ImportAsync(app, "acme");
        Assert.Equal("2 created, 0 updated, 0 unchanged", imported.Line("products"));
        Assert.Contains(imported.Report, r => r[2] == "error");
    }

    [Fact]
    public async Task No_text_ends_an_import_and_every_good_row_goes_in()
    {
        var random = new Random(10_4);
        var sheet = new Sheet([.. Sheet.Usual, "SEO Description"]);
        int[] limits = [40, 255, 496, 500, 1000];
        const int Rows = 200;
        for (var i = 0; i < Rows; i++)
            sheet.Row(
                ("Handle", $"odd-{i}"), ("Title", Text(255)), ("Body (HTML)", Text(2000)), ("Vendor", Text(255)), ("Type", Text(255)), ("Tags", Text(300)), ("Published", "true"),
                ("Option1 Name", Text(60)), ("Option1 Value", "v" + Text(60)), ("Variant SKU", Text(100)), ("Variant Price", "1"), ("Image Src", Text(40)), ("Image Alt Text", Text(600)),
                ("SEO Description", Text(limits[random.Next(limits.Length)] + random.Next(-1, 2))))
                .Row(("Handle", $"good-{i}"), ("Title", "Good"), ("Variant Price", "1"), ("Published", "true"));

        var imported = await sheet.ImportAsync(app, "acme");
        var again = await sheet.ImportAsync(app, "acme");

        Assert.DoesNotContain("orion:", imported.Error, StringComparison.Ordinal);
        Assert.Equal($"{Rows}", await AskAsync("select count(*)::text from products where handle like 'good-%'"));
        Assert.StartsWith("0 created, 0 updated", again.Line("products"), StringComparison.Ordinal);
        var refused = imported.Report.Where(r => r[2] == "error").Select(r => r[1]).Distinct().Count();
        Assert.Equal($"{Rows - refused}", await AskAsync("select count(*)::text from products where handle like 'odd-%'"));

        string Text(int length)
        {
            var text = new StringBuilder();
            while (text.Length < length) text.Append(Parts[random.Next(Parts.Length)]);
            return Whole(text.ToString(), length);
        }
    }

    [Theory]
    [InlineData("Title", "Caf\ufffd")]
    [InlineData("Body (HTML)", "Caf\ufffd")]
    [InlineData("Option1 Value", "\ufffd")]
    [InlineData("Vendor", "\ufffd\ufffd")]
    public async Task Characters_that_were_lost_are_refused_with_row_and_column(string column, string cell)
    {
        var handle = $"lost-{column.Length}";
        var imported = await new Sheet().Product(handle, "1", (column, cell), ("Option1 Name", "Size"), ("Option1 Value", "S"))
            .Product($"{handle}-fine").ImportAsync(app, "acme");

        // The maker's own title stands before the test's.
        if (column == "Title") imported = await new Sheet().Row(("Handle", handle), ("Title", cell), ("Variant Price", "1")).Product($"{handle}-fine").ImportAsync(app, "acme");
        Assert.Contains(imported.Report, r => r[0] == "2" && r[1] == handle && r[2] == "error" && r[3] == column);
        Assert.Equal("1", await AskAsync($"select count(*)::text from products where handle = '{handle}-fine'"));
    }

    [Fact]
    public async Task What_an_import_has_stored_its_form_takes_back_as_it_is()
    {
        var longest = new string('o', ProductOption.LongestName);
        await new Sheet([.. Sheet.Usual, "SEO Description"])
            .Row(("Handle", "tee--black"), ("Title", "Tee\nblack\u0001"), ("Variant Price", "1"), ("Option1 Name", longest), ("Option1 Value", "two\nlines, 1,5 m\0"), ("Variant SKU", "a\tb"),
                ("Body (HTML)", "Fits wrists <M; larger on request"), ("SEO Description", "x\ny"), ("Variant Inventory Tracker", "shopify"), ("Variant Inventory Qty", "-4"), ("Variant Inventory Policy", "continue"))
            .Row(("Handle", "my_product"), ("Title", "T"), ("Variant Price", "1"))
            .Row(("Handle", new string('h', 150)), ("Title", "T"), ("Variant Price", "1")).ImportAsync(app, "acme");
        using var owner = app.Api("acme", Who.Owner);

        foreach (var handle in new[] { "tee--black", "my_product", new string('h', 150) })
        {
            var address = $"/api/v1/store/products/{await AskAsync($"select id::text from products where handle = '{handle}'")}";
            var product = await owner.GetJsonAsync(address);
            using var saved = await owner.SendJsonAsync(HttpMethod.Patch, address, new
            {
                name = product.GetProperty("name").GetString(),
                slug = product.GetProperty("slug").GetString(),
                summary = product.GetProperty("summary").GetString(),
                description = product.GetProperty("description").GetString(),
                variants = product.GetProperty("variants").EnumerateArray().Select(v => new
                {
                    id = v.GetProperty("id").GetString(),
                    sku = v.GetProperty("sku").GetString(),
                    options = v.GetProperty("options").EnumerateObject().ToDictionary(o => o.Name, o => o.Value.GetString())
                })
            });
            Assert.True(saved.StatusCode == HttpStatusCode.OK, await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal("two lines, 1,5 m", await AskAsync("select p.options -> 0 -> 'values' ->> 0 from products p where handle = 'tee--black'"));
        Assert.Equal("<p>Fits wrists &lt;M; larger on request</p>", await AskAsync("select description from products where handle = 'tee--black'"));
    }

    /// <summary>So many code units of a text, without half a pair, which UTF-8 has no bytes for.</summary>
    private static string Whole(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];

    private Task<string> AskAsync(string sql) =>
        TestDatabase.AskAsync(app.Database.App, $"select set_config('orion.store_id', '{app.World["acme"].Id}', false)", sql);
}
