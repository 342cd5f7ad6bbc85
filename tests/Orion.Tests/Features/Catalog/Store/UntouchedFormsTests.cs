using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Npgsql;
using Orion.Framework.Currencies;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

/// <summary>
/// What is stored may come from an import, or be older than today's limits. A form that comes back as it was shown is taken, and
/// changes nothing.
/// </summary>
public sealed class UntouchedFormsTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("acme")]
    [InlineData("birch")]
    [InlineData("cedar")]
    public async Task Every_form_of_a_product_saves_what_it_shows_however_odd_it_is(string store)
    {
        var product = app.World[store].Shirt.Id;
        await MakeOddAsync(product);
        using var owner = app.Dashboard(store);
        var page = await PageAsync(owner, product);
        var before = await StateAsync(product);
        List<string> refused = [];
        var sent = 0;
        foreach (var form in page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(f => f.Action.Contains("_method=patch", StringComparison.Ordinal) && f.QuerySelector("[name=position]") is null))
        {
            var fields = form.Sent();
            using var answer = await owner.PostFormAsync(form.Path(), fields);
            if (answer.StatusCode != HttpStatusCode.SeeOther) refused.Add($"{form.GetAttribute("action")}: {answer.StatusCode} {BrowserForm.ErrorsOf(await answer.TextAsync())}");
            foreach (var cell in form.QuerySelectorAll("[hx-patch]"))
            {
                using var saved = await owner.SendFragmentAsync(HttpMethod.Patch, cell.GetAttribute("hx-patch")!, fields);
                if (saved.StatusCode != HttpStatusCode.OK) refused.Add($"{cell.GetAttribute("hx-patch")}: {saved.StatusCode}");
            }

            sent++;
        }

        Assert.Empty(refused);
        Assert.True(sent >= 4, $"{sent} forms");
        Assert.Equal(before, await StateAsync(product));
    }

    [Fact]
    public async Task What_changes_beside_something_odd_is_saved_and_the_odd_stays()
    {
        var product = app.World["acme"].Mug.Id;
        await MakeOddAsync(product);
        using var owner = app.Dashboard("acme");
        var form = (IHtmlFormElement)(await PageAsync(owner, product)).QuerySelector("form:has([name=slug])")!;
        var fields = form.Sent().Select(f => f.Name == "name" ? (f.Name, "Renamed") : f).ToArray();
        using var saved = await owner.PostFormAsync(form.Path(), fields);
        using var odd = await owner.PostFormAsync(form.Path(), [.. fields.Where(f => f.Item1 is not ("version" or "slug")), ("slug", "tee--other")]);

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, odd.StatusCode);
        Assert.Equal("Renamed", await AskAsync($"select name from products where id = '{product}'"));
        Assert.Equal("160", await AskAsync($"select length(slug)::text from products where id = '{product}'"));
    }

    /// <summary>The most extreme value that any way into each column has ever allowed.</summary>
    private async Task MakeOddAsync(Guid product)
    {
        await using var connection = new NpgsqlConnection(app.Database.Admin);
        await connection.OpenAsync(Stop);
        await RunAsync("""
            update products set slug = rpad('tee--black_' || right(id::text, 12), 160, '_x-'), name = ' ' || rpad(E'Two\nlines, ', 253, '字') || 'x',
              summary = rpad(E'A\r\nb ', 500, '😀'), vendor = repeat('v', 255),
              description = '<p>' || repeat('a&amp;b ', 14000) || '</p><ul><li>one</li></ul>',
              options = jsonb_build_array(jsonb_build_object('Name', E'Long\nname ' || repeat('n', 240), 'Values', (
                select jsonb_agg(rpad(E'1,5 m\nor ' || v.position || ' ', 255, 'w') order by v.position) from product_variants v where v.product_id = products.id)))
            where id = $1
            """, product);
        await RunAsync("""
            update product_variants v set sku = rpad(' =SKU', 255, 'k'), price_amount = $2,
              options = jsonb_build_object(E'Long\nname ' || repeat('n', 240), rpad(E'1,5 m\nor ' || v.position || ' ', 255, 'w'))
            where v.product_id = $1
            """, product, Money.Most);
        await RunAsync("""
            update stock_levels l set is_tracked = true, is_backorderable = true, reserved = 0, on_hand = case when v.position = 0 then -4 else 1000000000 end
            from product_variants v where v.store_id = l.store_id and v.id = l.variant_id and v.product_id = $1
            """, product);
        await RunAsync("""
            insert into product_images (store_id, id, product_id, key, width, height, alt, position, options, state)
            select store_id, gen_random_uuid(), id, repeat('a', 32), 40, 30, rpad(E' two\nlines', 500, '😀'), 120, '{}', 'Ready' from products where id = $1
            """, product);

        async Task RunAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Stop));
        }
    }

    private async Task<string> StateAsync(Guid product) => await AskAsync(
        $"""
         select jsonb_build_array(
           (select to_jsonb(p) || jsonb_build_object('xmin', p.xmin::text) from products p where p.id = '{product}'),
           (select jsonb_agg(to_jsonb(v) || jsonb_build_object('xmin', v.xmin::text) order by v.id) from product_variants v where v.product_id = '{product}'),
           (select jsonb_agg(to_jsonb(l) order by l.id) from stock_levels l join product_variants v on v.id = l.variant_id where v.product_id = '{product}'),
           (select count(*) from stock_movements m join product_variants v on v.id = m.variant_id where v.product_id = '{product}'),
           (select jsonb_agg(to_jsonb(i) || jsonb_build_object('xmin', i.xmin::text) order by i.id) from product_images i where i.product_id = '{product}'),
           (select count(*) from audit_logs))::text
         """);

    private Task<string> AskAsync(string sql) => TestDatabase.AskAsync(app.Database.Admin, sql);

    private static async Task<IHtmlDocument> PageAsync(HttpClient owner, Guid product)
    {
        using var answer = await owner.GetAsync($"/store/products/{product}", Stop);
        return await new HtmlParser().ParseDocumentAsync(await answer.TextAsync(), Stop);
    }
}
