using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Orion.Features.Catalog.Import.Merging;
using Orion.Framework.Database;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

/// <summary>What was imported when only an address was kept of a handle is found again by the one row that gives that address.</summary>
public sealed class EarlierProductsTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Capitals_accents_and_blanks_of_a_handle_are_found_again_and_kept_from_then_on()
    {
        string[] handles = ["Café-Mug", "BLUE Vase", "Ærø's Bowl", "kept_as_it_is", "自転車", "É", new string('x', 150) + "Y"];
        await ImportEarlierAsync(handles);
        var all = await AskAsync("select count(*)::text from products");
        var places = await PlacesAsync(handles.Select(EarlierProducts.SlugOf));

        var sheet = Sheet(handles);
        var again = await sheet.ImportAsync(app, "acme");

        Assert.StartsWith("0 created, ", again.Line("products"), StringComparison.Ordinal);
        Assert.Contains(again.Report, r => string.Join(' ', r).Contains("The product at the address 'cafe-mug' is from before handles were kept", StringComparison.Ordinal));
        Assert.Equal(all, await AskAsync("select count(*)::text from products"));
        Assert.Equal(places, await PlacesAsync(handles));
        Assert.Equal($"0 created, 0 updated, {handles.Length} unchanged", (await sheet.ImportAsync(app, "acme")).Line("products"));
    }

    [Fact]
    public async Task Two_rows_of_which_each_may_be_it_are_both_new_and_it_stays()
    {
        await ImportEarlierAsync("Tea Pot");
        var both = await Sheet("TEA pot", "Tea-Pot").ImportAsync(app, "acme");

        Assert.Equal("2 created, 0 updated, 0 unchanged", both.Line("products"));
        Assert.Equal("TEA pot:tea-pot-2|Tea-Pot:tea-pot-3|tea-pot:tea-pot", await AskAsync(
            "select string_agg(handle || ':' || slug, '|' order by handle collate \"C\") from products where slug like 'tea-pot%'"));
        // Alone in a file it is it.
        Assert.Equal("0 created, 1 updated, 0 unchanged", (await Sheet("Tea Pot").ImportAsync(app, "acme")).Line("products"));
    }

    [Fact]
    public async Task The_row_that_is_called_as_the_address_is_it_wherever_it_stands_in_the_file()
    {
        await ImportEarlierAsync("Tasse");
        var sheet = Sheet(["TASSE", .. Enumerable.Range(0, 1_200).Select(n => $"filler-{n}"), "tasse"]);
        Assert.Equal("1,201 created, 0 updated, 1 unchanged", (await sheet.ImportAsync(app, "acme")).Line("products"));
        Assert.Equal("TASSE:tasse-2|tasse:tasse", await AskAsync(
            "select string_agg(handle || ':' || slug, '|' order by slug desc) from products where slug like 'tasse%'"));
    }

    [Fact]
    public async Task A_handle_that_a_file_has_given_since_belongs_to_no_other()
    {
        await ImportEarlierAsync("since");
        await Sheet("since").ImportAsync(app, "acme");
        await Sheet("never-before").ImportAsync(app, "acme");

        Assert.Equal("2 created, 0 updated, 0 unchanged", (await Sheet("Since", "Never-Before").ImportAsync(app, "acme")).Line("products"));
    }

    [Fact]
    public async Task What_was_deleted_or_is_another_stores_is_not_found()
    {
        await ImportEarlierAsync("Löffel");
        using var merchant = app.Api("acme", Who.Owner);
        using (var deleted = await merchant.DeleteAsync($"/api/v1/store/products/{await AskAsync("select id::text from products where slug = 'loffel'")}", Stop)) deleted.EnsureSuccessStatusCode();
        Assert.Equal("1 created, 0 updated, 0 unchanged", (await Sheet("Löffel").ImportAsync(app, "acme")).Line("products"));
        await ImportEarlierAsync("Gabel");
        Assert.Equal("1 created, 0 updated, 0 unchanged", (await Sheet("Gabel").ImportAsync(app, "birch")).Line("products"));
    }

    [Fact]
    public async Task A_dry_run_claims_nothing()
    {
        await ImportEarlierAsync("Messer");
        Assert.Equal("0 created, 1 updated, 0 unchanged", (await Sheet("Messer").ImportAsync(app, "acme", "--no-pictures", "--dry-run")).Line("products"));
        Assert.Equal("messer", await AskAsync("select handle from products where slug = 'messer'"));
    }

    [Theory]
    [InlineData("cafe-mug", "cafe-mug")]
    [InlineData("Café-Mug", "cafe-mug")]
    [InlineData("  Tea--Pot! ", "tea-pot")]
    [InlineData("tea--pot", "tea--pot")]
    [InlineData("my_product", "my_product")]
    [InlineData("_x-", "_x-")]
    [InlineData("-x", "x")]
    [InlineData("L'Été", "lete")]
    [InlineData("茶碗-s", "s")]
    [InlineData("É", "e-#")]
    [InlineData("茶碗", "product-#")]
    [InlineData("!", "product-#")]
    public void The_address_is_the_one_that_was_made_then(string handle, string slug) => Assert.Equal(
        slug.Replace("#", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(handle)).AsSpan(0, 6)), StringComparison.Ordinal),
        EarlierProducts.SlugOf(handle));

    private static Sheet Sheet(params string[] handles) => handles.Aggregate(new Sheet(), (sheet, handle) => sheet.Product(handle));

    /// <summary>As they are in a store in which they were imported before handles were kept: the address stands for the handle.</summary>
    private async Task ImportEarlierAsync(params string[] handles)
    {
        await Sheet([.. handles.Select(EarlierProducts.SlugOf)]).ImportAsync(app, "acme");
        // Then an address was kept as it is where a form would have refused it.
        foreach (var slug in handles.Select(EarlierProducts.SlugOf))
            await AskAsync($"with moved as (update products set slug = '{slug}' where handle = '{slug}' returning 1) select count(*)::text from moved");
        await using var migrator = DatabaseRegistration.OpenMigrator(app.Database.Migrator);
        var names = migrator.Database.GetMigrations().ToList();
        await migrator.GetService<IMigrator>().MigrateAsync(names[names.FindIndex(n => n.EndsWith("_ProductHandles", StringComparison.Ordinal)) - 1], Stop);
        await migrator.Database.MigrateAsync(Stop);
    }

    private Task<string> PlacesAsync(IEnumerable<string> handles) => AskAsync(
        $"select string_agg(id || ' ' || slug, '|' order by id) from products where handle in ({string.Join(", ", handles.Select(h => $"'{h.Replace("'", "''", StringComparison.Ordinal)}'"))})");

    private Task<string> AskAsync(string sql) =>
        TestDatabase.AskAsync(app.Database.App, $"select set_config('orion.store_id', '{app.World["acme"].Id}', false)", sql);
}
