using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Npgsql;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>
/// Every form that edits something stored, found by its route: opened and sent back as it was, it is taken, changes nothing and leaves
/// no entry, whatever older versions, imports or other doors have stored. A new edit route without a row here fails.
/// </summary>
public sealed class UntouchedFormsTests(OrionApp app) : IClassFixture<OrionApp>
{
    /// <summary>An edit form: which page has it, and what its thing may hold.</summary>
    /// <param name="Page">The page, with the thing's key for <c>{0}</c>.</param>
    /// <param name="Thing">Of <see cref="Things"/>.</param>
    /// <param name="Odd">Statements that store something odd in the thing <c>$1</c>, one for each of the values.</param>
    private sealed record Form(string Page, string Thing, IReadOnlyList<string> Odd);

    /// <summary>Text as it may stand in a column of a length.</summary>
    private static readonly string[] Texts =
    [
        "rpad('x', {0}, 'x')", "rpad('😀', {0}, '😀')", "rpad(E'two\nlines', {0}, '字')", "rpad(E'\r\n ', {0}, ' y')", "'trailing  '", "'  leading'", "'tab\t<b>&amp;amp;</b>\"'", "''"
    ];

    private static readonly string[] RoleGrants =
        ["{*}", "{orders.*}", "{orders.*,orders.view}", "{products.view,warehouse.count}", "{legacy.*,orders.view}", "{orders.view,dashboard.view}", "{products.delete,activity.*}", "{}"];

    private static readonly Dictionary<string, Form> Forms = new()
    {
        ["PATCH store /settings/roles/{id}"] = new("/store/settings/roles/{0}", "role",
        [
            .. Texts.Select(t => $"update store_roles set name = {Sized(t, 60)} where id = $1"),
            .. Texts.Select(t => $"update store_roles set description = {Sized(t, 200)} where id = $1"),
            "update store_roles set name = 'OWNER' where id = $1",
            """
            with twin as (insert into store_roles (store_id, id, name, description, permissions, created_at, updated_at)
              select store_id, gen_random_uuid(), 'PACKERS ' || id, '', '{}', now(), now() from store_roles where id = $1 returning 1)
            update store_roles set name = 'packers ' || id where id = $1
            """,
            .. RoleGrants.Select(g => $"update store_roles set permissions = '{g}' where id = $1")
        ]),
        ["PATCH store /settings/team/{id}"] = new("/store/settings/team", "member",
        [
            "update store_members set role = 'Owner', role_id = null where id = $1",
            "update store_members set role = 'Viewer' where id = $1",
            .. RoleGrants.Select(g => $"""
                with made as (insert into store_roles (store_id, id, name, description, permissions, created_at, updated_at)
                  select store_id, gen_random_uuid(), left(gen_random_uuid()::text, 20) || E'\n😀', '', '{g}', now(), now() from store_members where id = $1 returning id)
                update store_members set role = 'Own', role_id = (select id from made) where id = $1
                """)
        ]),
        ["PATCH admin /users/{id}"] = new("/users/{0}", "colleague",
        [
            .. new[] { "'Operator'", "'Support'", "'Auditor'", "null" }.Select(r => $"update users set admin_role = {r} where id = $1"),
            .. Texts.Select(t => $"update users set name = {Sized(t, 120)} where id = $1"),
            "update users set email = 'a..b@' || id || '.test' where id = $1",
            "update users set password_hash = '', disabled_at = now(), admin_role = 'Operator' where id = $1"
        ]),
        ["PATCH shop /cart/items/{itemId}"] = new("/cart", "item",
        [
            "update cart_items set quantity = 999 where id = $1",
            "update product_variants v set removed_at = now() from cart_items i where i.id = $1 and v.id = i.variant_id"
        ])
    };

    /// <summary>Forms that have a test of this kind beside what they are of, because their thing is more than one row.</summary>
    private static readonly Dictionary<string, Type> Elsewhere = new()
    {
        ["PATCH store /products/{id}"] = typeof(Features.Catalog.Store.UntouchedFormsTests),
        ["PATCH store /products/{id}/variants/{variantId}"] = typeof(Features.Catalog.Store.UntouchedFormsTests),
        ["PATCH store /products/{id}/images/{imageId}"] = typeof(Features.Catalog.Store.UntouchedFormsTests)
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_form_that_edits_is_among_those_that_are_tried()
    {
        var edits = MappedEndpoint.All(app).Where(e => e is { Method: "PATCH", Mount.Door: Door.Page }).Select(e => e.Operation);

        Assert.Equal(edits.Order(StringComparer.Ordinal), Forms.Keys.Concat(Elsewhere.Keys).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("PATCH store /settings/roles/{id}")]
    [InlineData("PATCH store /settings/team/{id}")]
    [InlineData("PATCH admin /users/{id}")]
    [InlineData("PATCH shop /cart/items/{itemId}")]
    public async Task A_form_saves_what_it_shows_however_odd_it_is(string operation)
    {
        var form = Forms[operation];
        List<string> wrong = [];
        var things = await Things.MakeAsync(app, "acme");
        foreach (var odd in form.Odd)
        {
            await StoreAsync(odd, Guid.Parse(things[form.Thing]));
            using var client = ClientOf(operation);
            if (form.Thing == "item") client.DefaultRequestHeaders.Add("Cookie", "__Host-orion-cart=" + things["cart"]);
            var page = await client.GetPageAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, form.Page, things[form.Thing]));
            var shown = page.QuerySelectorAll("form").OfType<IHtmlFormElement>()
                .SingleOrDefault(f => f.HasAttribute("action") && f.Path().EndsWith($"{things[form.Thing]}?_method=patch", StringComparison.Ordinal));
            if (shown is null)
            {
                wrong.Add($"{odd}: no form");
                continue;
            }

            var before = await StateAsync();
            using var answer = await client.PostFormAsync(shown.Path(), shown.Sent());
            if (answer.StatusCode != HttpStatusCode.SeeOther) wrong.Add($"{odd}: {(int)answer.StatusCode} {BrowserForm.ErrorsOf(await answer.TextAsync())}");
            if (await StateAsync() is var after && after != before) wrong.Add($"{odd}: changed {Difference(before, after)}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task What_changes_beside_something_odd_is_saved_and_the_odd_stays()
    {
        var things = await Things.MakeAsync(app, "acme");
        await StoreAsync("update store_roles set name = rpad(E'two\nlines', 60, '😀') || '', permissions = '{legacy.thing,orders.*}' where id = $1", Guid.Parse(things["role"]));
        using var owner = app.Dashboard("acme");
        var form = (IHtmlFormElement)(await owner.GetPageAsync($"/store/settings/roles/{things["role"]}")).QuerySelector("form:has([name=description])")!;
        var stored = await AskAsync($"select md5(name) || permissions::text from store_roles where id = '{things["role"]}'");
        using var saved = await owner.PostFormAsync(form.Path(), [.. form.Sent().Select(f => f.Name == "description" ? (f.Name, "They pack.") : f)]);
        using var refused = await owner.PostFormAsync(form.Path(), [.. form.Sent().Select(f => f.Name == "name" ? (f.Name, new string('x', 61)) : f)]);

        Assert.Equal("SeeOther UnprocessableEntity", $"{saved.StatusCode} {refused.StatusCode}");
        Assert.Equal("They pack.", await AskAsync($"select description from store_roles where id = '{things["role"]}'"));
        Assert.Equal(stored, await AskAsync($"select md5(name) || permissions::text from store_roles where id = '{things["role"]}'"));
    }

    [Fact]
    public async Task A_box_of_a_branch_that_is_unticked_takes_away_that_alone()
    {
        var things = await Things.MakeAsync(app, "acme");
        await StoreAsync("update store_roles set permissions = '{legacy.thing,orders.*}' where id = $1", Guid.Parse(things["role"]));
        using var owner = app.Dashboard("acme");
        var form = (IHtmlFormElement)(await owner.GetPageAsync($"/store/settings/roles/{things["role"]}")).QuerySelector("form:has([name=description])")!;
        using var saved = await owner.PostFormAsync(form.Path(), [.. form.Sent().Where(f => f.Value is not ("orders.*" or "orders.mail"))]);

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        var left = await AskAsync($"select permissions::text from store_roles where id = '{things["role"]}'");
        Assert.Contains("orders.view", left, StringComparison.Ordinal);
        Assert.Contains("legacy.thing", left, StringComparison.Ordinal);
        Assert.DoesNotContain("orders.mail", left, StringComparison.Ordinal);
        Assert.DoesNotContain("*", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_any_role_can_be_saved_as_it_is_offered()
    {
        using var owner = app.Dashboard("acme");
        List<string> wrong = [];
        var things = await Things.MakeAsync(app, "acme");
        foreach (var (odd, number) in Forms["PATCH store /settings/roles/{id}"].Odd.Select((o, i) => (o, i)))
        {
            await StoreAsync(odd, Guid.Parse(things["role"]));
            var form = (IHtmlFormElement)(await owner.GetPageAsync($"/store/settings/roles/new?from={things["role"]}")).QuerySelector("form:has([name=description])")!;
            var unique = form.Sent().Select(f => f.Name == "name" ? (f.Name, f.Value[..^Math.Min(f.Value.Length, 4)] + $"#{number:000}") : f);
            using var saved = await owner.PostFormAsync(form.Path(), [.. unique]);
            if (saved.StatusCode != HttpStatusCode.SeeOther) wrong.Add($"{odd}: {(int)saved.StatusCode} {BrowserForm.ErrorsOf(await saved.TextAsync())}");
            Assert.True(form.Sent().Single(f => f.Name == "name").Value.Length <= 60);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private HttpClient ClientOf(string operation) => operation.Split(' ')[1] switch
    {
        "admin" => app.Console(),
        "shop" => app.Shop("acme"),
        _ => app.Dashboard("acme")
    };

    private static string Sized(string text, int length) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, length);

    private async Task StoreAsync(string sql, Guid thing)
    {
        await using var connection = await TestDatabase.OpenAsync(app.Database.Admin);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = thing });
        // Roles that were tried before keep the odd, but not a name that is to be stored again.
        await using var others = new NpgsqlCommand("update store_roles set name = id::text where id <> $1", connection);
        others.Parameters.Add(new NpgsqlParameter { Value = thing });
        await others.ExecuteNonQueryAsync(Stop);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
    }

    /// <summary>Every row of every table, but for what any request moves: when somebody was last seen, and until when a cart is kept.</summary>
    private async Task<string> StateAsync()
    {
        var tables = await TestDatabase.ListAsync(app.Database.Admin, "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1");
        var each = tables.Select(t => $"select '{t}' || ':' || coalesce(md5(string_agg(h, ',' order by h)), '') from (select md5((to_jsonb(x) - '{{last_seen_at,expires_at,refreshed_at}}'::text[])::text) h from \"{t}\" x) y");
        return string.Join('\n', await TestDatabase.ListAsync(app.Database.Admin, string.Join(" union all ", each)));
    }

    private static string Difference(string before, string after) => string.Join(", ", after.Split('\n').Except(before.Split('\n')).Select(t => t.Split(':')[0]));

    private Task<string> AskAsync(string sql) => TestDatabase.AskAsync(app.Database.Admin, sql);
}
