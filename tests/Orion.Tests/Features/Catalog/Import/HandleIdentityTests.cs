using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Orion.Features.Catalog.Store;
using Orion.Framework.Database;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

/// <summary>What a file calls a thing is what it is; an address is made of it and says nothing of what it is.</summary>
public sealed class HandleIdentityTests(OrionApp app) : IClassFixture<OrionApp>
{
    [Fact]
    public async Task Handles_that_give_the_same_address_are_different_products()
    {
        var sheet = new Sheet().Product("茶碗-s").Product("湯呑み-s").Product("Teapot").Product("teapot").Product("tea--pot").Product("tea_pot");
        var imported = await sheet.ImportAsync(app, "acme");

        Assert.Equal("6 created, 0 updated, 0 unchanged", imported.Line("products"));
        Assert.Equal("s|s-2", await AskAsync("select string_agg(slug, '|' order by slug) from products where handle in ('茶碗-s', '湯呑み-s')"));
        Assert.Equal("0 created, 0 updated, 6 unchanged", (await sheet.ImportAsync(app, "acme")).Line("products"));
        Assert.Equal("茶碗-S|湯呑み-S", await AskAsync("select string_agg(name, '|' order by slug) from products where handle in ('茶碗-s', '湯呑み-s')"));
    }

    [Fact]
    public async Task A_handle_of_the_next_file_overwrites_nothing_that_only_looks_like_it()
    {
        await new Sheet().Product("café-mug", "10").ImportAsync(app, "acme");
        var next = await new Sheet().Product("cafe-mug", "20").ImportAsync(app, "acme");

        Assert.Equal("1 created, 0 updated, 0 unchanged", next.Line("products"));
        Assert.Contains(next.Report, r => r is ["2", "cafe-mug", "note", "Handle", _] && r[4].Contains("'cafe-mug-2'", StringComparison.Ordinal));
        Assert.Equal("1000|2000", await AskAsync(
            "select string_agg(v.price_amount::text, '|' order by v.price_amount) from products p join product_variants v on v.product_id = p.id where p.handle in ('café-mug', 'cafe-mug')"));
        // The accent as one character or as two is the same text.
        Assert.Equal("0 created, 0 updated, 1 unchanged", (await new Sheet().Row(
            ("Handle", "cafe\u0301-mug"), ("Title", "CAFÉ-MUG"), ("Published", "true"), ("Variant Price", "10.00"), ("Variant Inventory Tracker", "shopify"),
            ("Variant Inventory Qty", "5"), ("Variant Inventory Policy", "deny")).ImportAsync(app, "acme")).Line("products"));
    }

    [Fact]
    public async Task Whatever_the_handles_are_each_is_one_product_at_an_address_of_its_own_that_forms_take()
    {
        var random = new Random(17);
        string[] parts = ["s", "-", "_", "茶", "é", "e\u0301", "É", "S", "7", " ", "😀", "ß", "ss", "--", ".", "/", "İ", "ı", "i", "ﬁ", "Σ", "ς", "'"];
        HashSet<string> handles = new(StringComparer.Ordinal);
        while (handles.Count < 400)
        {
            var handle = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => parts[random.Next(parts.Length)])).Trim().Normalize();
            if (handle.Length > 0 && handle[0] is not ('\'' or '-')) handles.Add("g" + handle);
        }

        handles.UnionWith(Enumerable.Range(100, 30).Select(length => "g" + new string('x', length)));
        var sheet = new Sheet();
        foreach (var handle in handles) sheet.Product(handle);
        var first = await sheet.ImportAsync(app, "birch");
        var again = await sheet.ImportAsync(app, "birch");

        Assert.Equal($"{handles.Count} created, 0 updated, 0 unchanged", first.Line("products"));
        Assert.Equal($"0 created, 0 updated, {handles.Count} unchanged", again.Line("products"));
        Assert.Equal("0", await AskAsync("select count(*)::text from products where name <> upper(handle) and handle like 'gx%'", "birch"));
        var slugs = (await AskAsync("select string_agg(slug, ' ') from products where handle like 'g%'", "birch")).Split(' ');
        Assert.Equal(handles.Count, slugs.Distinct(StringComparer.Ordinal).Count());
        Assert.All(slugs, slug => Assert.True(Slugs.IsValid(slug), slug));
    }

    [Fact]
    public async Task Categories_of_different_names_are_different_categories()
    {
        var sheet = new Sheet().Product("cat-1", more: [("Type", "Kissen – Größe S")]).Product("cat-2", more: [("Type", "Kissen grosse s")])
            .Product("cat-3", more: [("Type", "皿 S")]).Product("cat-4", more: [("Type", "鉢 S")]).Product("cat-5", more: [("Type", "皿")]);
        await sheet.ImportAsync(app, "acme");
        var again = await sheet.ImportAsync(app, "acme");

        Assert.Equal("0 created, 0 updated, 5 unchanged", again.Line("products"));
        Assert.Equal("Kissen – Größe S|Kissen grosse s|皿 S|鉢 S|皿", await AskAsync(
            "select string_agg(c.name, '|' order by p.handle) from products p join product_categories l on l.product_id = p.id join categories c on c.id = l.category_id where p.handle like 'cat-_'"));
    }

    [Fact]
    public async Task A_product_keeps_the_address_that_it_was_given_and_is_still_found()
    {
        await new Sheet().Product("moved").ImportAsync(app, "acme");
        await AskAsync("with moved as (update products set slug = 'elsewhere' where handle = 'moved' returning 1) select count(*)::text from moved");
        await new Sheet().Product("elsewhere", "3").ImportAsync(app, "acme");
        var again = await new Sheet().Product("moved").ImportAsync(app, "acme");

        Assert.Equal("0 created, 0 updated, 1 unchanged", again.Line("products"));
        Assert.Equal("elsewhere:elsewhere-2|moved:elsewhere", await AskAsync(
            "select string_agg(handle || ':' || slug, '|' order by handle) from products where handle in ('moved', 'elsewhere')"));
    }

    [Fact]
    public async Task A_product_made_by_hand_is_the_files_only_when_its_address_is_the_handle_itself()
    {
        using var merchant = app.Api("acme", Who.Owner);
        foreach (var name in new[] { "Handmade", "Bowl" })
        {
            using var made = await merchant.PostJsonAsync("/api/v1/store/products", new { name, price = new { amount = "5.00" } });
            Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        var imported = await new Sheet().Product("handmade", "12").Product("鉢-bowl", "13").ImportAsync(app, "acme");

        Assert.Equal("1 created, 1 updated, 0 unchanged", imported.Line("products"));
        Assert.Contains(imported.Report, r => r is ["2", "handmade", "note", "Handle", _] && r[4].Contains("by hand", StringComparison.Ordinal));
        Assert.Equal("bowl:Bowl|bowl-2:鉢-BOWL", await AskAsync("select string_agg(slug || ':' || name, '|' order by slug) from products where slug like 'bowl%'"));
    }

    [Fact]
    public async Task A_deleted_product_stays_deleted_and_comes_back_beside_the_new_one()
    {
        await new Sheet().Product("gone").ImportAsync(app, "acme");
        using var merchant = app.Api("acme", Who.Owner);
        var id = await AskAsync("select id::text from products where handle = 'gone'");
        using (var deleted = await merchant.DeleteAsync($"/api/v1/store/products/{id}", TestContext.Current.CancellationToken)) deleted.EnsureSuccessStatusCode();

        var again = await new Sheet().Product("gone").ImportAsync(app, "acme");
        using var restored = await merchant.DeleteAsync($"/api/v1/store/products/{id}/deletion", TestContext.Current.CancellationToken);

        Assert.Equal("1 created, 0 updated, 0 unchanged", again.Line("products"));
        restored.EnsureSuccessStatusCode();
        Assert.Equal("gone:gone|gone-2:-", await AskAsync(
            "select string_agg(slug || ':' || coalesce(handle, '-'), '|' order by slug) from products where slug like 'gone%' and deleted_at is null"));
    }

    [Fact]
    public async Task Imported_twice_at_once_is_imported_once()
    {
        var sheet = new Sheet();
        for (var i = 0; i < 600; i++)
            sheet.Product($"at-once-{i}-é", more: [("Option1 Name", "Size"), ("Option1 Value", "S"), ("Type", $"At once {i % 7}")])
                .Row(("Handle", $"at-once-{i}-é"), ("Option1 Value", "M"), ("Variant Price", "11"), ("Variant Inventory Tracker", "shopify"), ("Variant Inventory Qty", "2"));
        var both = await Task.WhenAll(sheet.ImportAsync(app, "acme"), sheet.ImportAsync(app, "acme"));

        Assert.Equal([0, 0], both.Select(b => b.Code));
        Assert.Equal("600|1200|7|4200", await AskAsync(
            """
            select concat_ws('|', (select count(*) from products where handle like 'at-once-%'),
              (select count(*) from product_variants v join products p on p.id = v.product_id where p.handle like 'at-once-%' and v.removed_at is null),
              (select count(*) from categories where name like 'At once%'),
              (select sum(m.quantity) from stock_movements m join product_variants v on v.id = m.variant_id join products p on p.id = v.product_id where p.handle like 'at-once-%'))
            """));
        Assert.Equal("0 created, 0 updated, 600 unchanged", (await sheet.ImportAsync(app, "acme")).Line("products"));
    }

    [Fact]
    public async Task What_was_imported_before_handles_were_kept_is_found_again()
    {
        await new Sheet().Product("before").Product("自転車").ImportAsync(app, "cedar");
        var all = await AskAsync("select count(*)::text from products", "cedar");
        await using (var migrator = DatabaseRegistration.OpenMigrator(app.Database.Migrator))
        {
            var names = migrator.Database.GetMigrations().ToList();
            await migrator.GetService<IMigrator>().MigrateAsync(names[names.FindIndex(n => n.EndsWith("_ProductHandles", StringComparison.Ordinal)) - 1], TestContext.Current.CancellationToken);
            await migrator.Database.MigrateAsync(TestContext.Current.CancellationToken);
        }

        var again = await new Sheet().Product("before").Product("自転車").ImportAsync(app, "cedar");

        Assert.Equal("0 created, 1 updated, 1 unchanged", again.Line("products"));
        Assert.Equal(all, await AskAsync("select count(*)::text from products", "cedar"));
        Assert.Equal("before|自転車", await AskAsync("select string_agg(handle, '|' order by handle) from products where handle in ('before', '自転車')", "cedar"));
        Assert.Equal("0 created, 0 updated, 2 unchanged", (await new Sheet().Product("before").Product("自転車").ImportAsync(app, "cedar")).Line("products"));
    }

    private Task<string> AskAsync(string sql, string store = "acme") =>
        TestDatabase.AskAsync(app.Database.App, $"select set_config('orion.store_id', '{app.World[store].Id}', false)", sql);
}
