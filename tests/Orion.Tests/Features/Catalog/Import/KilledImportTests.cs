using System.Globalization;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

/// <summary>An import that is killed has done whole batches and no part of another: run again, it ends as one that was not killed.</summary>
public sealed class KilledImportTests(Server server)
{
    private const int Products = 1_500;

    private const string State =
        """
        select md5(string_agg(line, E'\n' order by line)) from (
          select concat_ws('|', p.handle, p.slug, p.name, p.status, p.vendor, p.options::text, p.tags::text, p.metadata::text,
            (select string_agg(c.name || ':' || c.slug, ',' order by c.name) from product_categories l join categories c on c.id = l.category_id where l.product_id = p.id),
            (select string_agg(concat_ws(':', v.position, v.sku, v.options::text, v.price_amount, s.on_hand,
               (select sum(m.quantity) from stock_movements m where m.variant_id = v.id)), ',' order by v.position)
             from product_variants v left join stock_levels s on s.variant_id = v.id where v.product_id = p.id and v.removed_at is null),
            (select string_agg(i.source_url || i.position, ',' order by i.position) from product_images i where i.product_id = p.id),
            (select d.search_text from product_documents d where d.id = p.id)) as line
          from products p where p.handle like 'Killed %') lines
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_half_way_and_run_again_it_ends_as_if_nothing_had_been()
    {
        await using var whole = await OrionApp.StartAsync(server, new AppOptions());
        await using var killed = await OrionApp.StartAsync(server, new AppOptions());
        foreach (var app in new[] { whole, killed }) await Sheet(Products / 2, 1, "1.00").ImportAsync(app, "acme");
        var sheet = Sheet(0, Products, "12.50");
        Assert.Equal(0, (await sheet.ImportAsync(whole, "acme")).Code);

        await KillHalfWayAsync(killed, sheet);
        var done = int.Parse(await AskAsync(killed, "select count(*)::text from products where handle like 'Killed %'"), CultureInfo.InvariantCulture);
        Assert.InRange(done, 2, Products - 1);
        Assert.NotEqual(await AskAsync(whole, State), await AskAsync(killed, State));

        var again = await sheet.ImportAsync(killed, "acme");
        Assert.Equal(0, again.Code);
        Assert.StartsWith($"{(Products - done).ToString("N0", CultureInfo.InvariantCulture)} created, ", again.Line("products"), StringComparison.Ordinal);
        Assert.Equal(await AskAsync(whole, State), await AskAsync(killed, State));
        Assert.Equal("0 created, 0 updated, 1,500 unchanged", (await sheet.ImportAsync(killed, "acme")).Line("products"));
    }

    /// <summary>A product in the middle is held, so that the import waits there for certain; then its process is killed.</summary>
    private static async Task KillHalfWayAsync(OrionApp app, Sheet sheet)
    {
        Directory.CreateDirectory(app.DataFolder);
        var file = Path.Combine(app.DataFolder, "killed.csv");
        await File.WriteAllTextAsync(file, sheet.Text(), Stop);
        await using var holder = await TestDatabase.OpenAsync(app.Database.Admin);
        await using var transaction = await holder.BeginTransactionAsync(Stop);
        await using (var holding = holder.CreateCommand())
        {
            holding.CommandText = $"select id from products where handle = 'Killed {Products / 2}' for update";
            await holding.ExecuteScalarAsync(Stop);
        }

        using var process = OrionProcess.Begin(app.Database, app.DataFolder, "store", "import-products", "acme", file, "--no-pictures");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (await TestDatabase.AskAsync(
            app.Database.Admin, "select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == "0")
        {
            Assert.False(process.HasEnded, process.Said);
            await Task.Delay(20, patience.Token);
        }

        await process.KillAsync(Stop);
        await transaction.RollbackAsync(Stop);
    }

    private static Sheet Sheet(int from, int count, string price)
    {
        var sheet = new Sheet();
        for (var i = from; i < from + count; i++)
            sheet.Product($"Killed {i}", price, ("Vendor", $"Vendor {i % 5}"), ("Type", $"Kind {i % 40}"), ("Tags", $"a{i}, b"), ("Option1 Name", "Size"), ("Option1 Value", "S"),
                    ("Variant SKU", $"K-{i}-S"), ("Image Src", $"https://pictures.example/{i}.jpg"))
                .Row(("Handle", $"Killed {i}"), ("Option1 Value", "M"), ("Variant SKU", $"K-{i}-M"), ("Variant Price", price), ("Variant Inventory Tracker", "shopify"), ("Variant Inventory Qty", $"{i % 9}"));
        return sheet;
    }

    private static Task<string> AskAsync(OrionApp app, string sql) =>
        TestDatabase.AskAsync(app.Database.App, $"select set_config('orion.store_id', '{app.World["acme"].Id}', false)", sql);
}
