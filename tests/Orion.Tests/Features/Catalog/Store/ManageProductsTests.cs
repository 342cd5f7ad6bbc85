using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

public sealed class ManageProductsTests(OrionApp app) : IClassFixture<OrionApp>
{
    private const string Products = "/api/v1/store/products";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_product_that_is_made_active_is_in_the_shop_at_once()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var made = await owner.PostJsonAsync(Products, Bowl("Walnut bowl", "active"));
        var product = await made.JsonAsync();

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("walnut-bowl", product.GetProperty("slug").GetString());
        Assert.EndsWith($"{Products}/{product.GetProperty("id").GetString()}", made.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var shopper = app.Api("acme");
        var shown = await shopper.GetJsonAsync("/api/v1/shop/products/walnut-bowl");
        Assert.Equal(2, shown.GetProperty("variants").GetArrayLength());
    }

    [Fact]
    public async Task The_same_name_twice_gets_an_address_of_its_own_but_a_chosen_address_is_refused_at_its_field()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var first = await owner.PostJsonAsync(Products, Bowl("Twin"));
        using var second = await owner.PostJsonAsync(Products, Bowl("Twin"));
        using var third = await owner.PostJsonAsync(Products, new { name = "Other", slug = "twin", variants = OneVariant("5.00") });

        Assert.Equal("twin", (await first.JsonAsync()).GetProperty("slug").GetString());
        Assert.Equal("twin-2", (await second.JsonAsync()).GetProperty("slug").GetString());
        Assert.Equal(HttpStatusCode.Conflict, third.StatusCode);
        Assert.True((await third.JsonAsync()).GetProperty("errors").TryGetProperty("slug", out _));
    }

    [Fact]
    public async Task An_article_number_leaves_room_for_those_of_all_variants()
    {
        using var owner = app.Api("acme", Who.Owner);
        object Poster(int length) => new
        {
            name = "Poster",
            sku = new string('k', length),
            price = new { amount = "5.00" },
            choices = new[] { new { name = "Size", values = string.Join('\n', Enumerable.Range(1, 12)) } }
        };
        using var tooLong = await owner.PostJsonAsync(Products, Poster(253));
        using var made = await owner.PostJsonAsync(Products, Poster(252));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        Assert.Equal("Use at most 252 characters.", (await tooLong.JsonAsync()).GetProperty("errors").GetProperty("sku")[0].GetString());
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    [Theory]
    [InlineData("<p>One</p>\n\n<p>Two &amp; three</p>")]
    [InlineData("<ul>\n<li>A</li>\n<li>B</li></ul>\n<p>After&nbsp;it</p>")]
    [InlineData("<p>Lines<br>\nbroken</p>")]
    public async Task A_form_that_is_saved_as_it_was_shown_leaves_the_description_to_the_letter(string stored)
    {
        using var api = app.Api("acme", Who.Owner);
        using var made = await api.PostJsonAsync(Products, Bowl($"Untouched {Guid.CreateVersion7():n}"));
        var id = (await made.JsonAsync()).GetProperty("id").GetString();
        await TestDatabase.AskAsync(app.Database.Admin, $"update products set description = '{stored}' where id = '{id}' returning 1");
        using var browser = app.Dashboard("acme");
        var page = await new HtmlParser().ParseDocumentAsync(await browser.GetStringAsync($"/store/products/{id}", Stop), Stop);
        var shown = ((AngleSharp.Html.Dom.IHtmlTextAreaElement)page.QuerySelector("textarea[name=description]")!).Value;

        // A browser sends lines with ends of its own.
        using var saved = await browser.PostFormAsync(
            $"/store/products/{id}?_method=patch", ("name", "Renamed"), ("description", shown.ReplaceLineEndings("\r\n")));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal(stored, await TestDatabase.AskAsync(app.Database.Admin, $"select description from products where id = '{id}'"));
        var log = await TestDatabase.AskAsync(app.Database.Admin, $"select after::text from audit_logs where entity_id = '{id}' order by id desc limit 1");
        Assert.Contains("Renamed", log, StringComparison.Ordinal);
        Assert.DoesNotContain("description", log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_description_can_not_run_anything()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var made = await owner.PostJsonAsync(Products, new
        {
            name = "Hostile",
            variants = OneVariant("5.00"),
            description = "<p onclick=\"x()\">Fine <b>bowl</b></p><script>alert(1)</script><img src=x onerror=alert(1)><a href=\"javascript:x()\">a</a><svg onload=alert(1)></svg>"
        });
        var description = (await made.JsonAsync()).GetProperty("description").GetString()!;

        Assert.Contains("<p>Fine <b>bowl</b></p>", description, StringComparison.Ordinal);
        foreach (var evil in new[] { "script", "onclick", "onerror", "alert", "javascript:", "<svg", "<img" })
            Assert.DoesNotContain(evil, description, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"variants":[{"price":{"amount":"1"}}]}""", "name")]
    [InlineData("""{"name":"x","variants":[]}""", "variants")]
    [InlineData("""{"name":"x","variants":[null]}""", "variants[0]")]
    [InlineData("""{"name":"x","variants":[{"price":{"amount":"-1"}}]}""", "variants[0].price.amount")]
    [InlineData("""{"name":"x","variants":[{"price":{"amount":"1.005"}}]}""", "variants[0].price.amount")]
    [InlineData("""{"name":"x","variants":[{"price":{"amount":"1","currency":"EUR"}}]}""", "variants[0].price.currency")]
    [InlineData("""{"name":"x","variants":[{"price":{"amount":"1"},"stock":-1}]}""", "variants[0].stock")]
    [InlineData("""{"name":"x","variants":[{"price":{"amount":"1"},"stock":"many"}]}""", "variants[0].stock")]
    [InlineData("""{"name":"x","slug":"Not A Slug","variants":[{"price":{"amount":"1"}}]}""", "slug")]
    [InlineData("""{"name":"x","status":"sold","variants":[{"price":{"amount":"1"}}]}""", "status")]
    [InlineData("""{"name":"x","variants":[{"options":{"Size":"S"},"price":{"amount":"1"}},{"options":{"Size":"S"},"price":{"amount":"1"}}]}""", "variants[1].options")]
    [InlineData("""{"name":"x","variants":[{"options":{"Size":"S"},"price":{"amount":"1"}},{"options":{"Colour":"Red"},"price":{"amount":"1"}}]}""", "variants[1].options")]
    [InlineData("""{"name":"x","variants":[{"options":{"A":"1","B":"1","C":"1","D":"1"},"price":{"amount":"1"}}]}""", "variants[0].options")]
    public async Task What_can_not_be_used_is_named(string body, string field)
    {
        using var owner = app.Api("acme", Who.Owner);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await owner.PostAsync(Products, content, Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.True((await response.JsonAsync()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task A_price_in_yen_has_no_decimals()
    {
        using var owner = app.Api("cedar", Who.Owner);
        using var refused = await owner.PostJsonAsync(Products, new { name = "Tray", variants = OneVariant("1200.50", "JPY") });
        using var made = await owner.PostJsonAsync(Products, new { name = "Tray", variants = OneVariant("1200", "JPY") });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.True((await refused.JsonAsync()).GetProperty("errors").TryGetProperty("variants[0].price.amount", out _));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    [Fact]
    public async Task A_change_touches_what_it_names_alone_and_an_old_version_is_refused()
    {
        using var owner = app.Api("acme", Who.Owner);
        var product = await MakeAsync(owner, "Versioned");
        var address = $"{Products}/{product.GetProperty("id").GetString()}";
        var version = product.GetProperty("version").GetString();
        var variant = product.GetProperty("variants")[0].GetProperty("id").GetString();

        using var changed = await owner.SendJsonAsync(HttpMethod.Patch, address,
            new { version, variants = new[] { new { id = variant, price = new { amount = "7.25" }, stock = 3 } } });
        using var stale = await owner.SendJsonAsync(HttpMethod.Patch, address, new { version, name = "Too late" });
        var after = await owner.GetJsonAsync(address);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal("changed_meanwhile", (await stale.JsonAsync()).GetProperty("code").GetString());
        Assert.Equal("Versioned", after.GetProperty("name").GetString());
        Assert.Equal("7.25", after.GetProperty("variants")[0].GetProperty("price").GetProperty("amount").GetString());
        Assert.Equal(3, after.GetProperty("variants")[0].GetProperty("stock").GetInt32());
        Assert.Equal(4, after.GetProperty("variants")[1].GetProperty("stock").GetInt32());
    }

    [Fact]
    public async Task A_deleted_product_leaves_the_shop_and_comes_back()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var shopper = app.Api("acme");
        var address = $"{Products}/{(await MakeAsync(owner, "Fleeting", "active")).GetProperty("id").GetString()}";

        using var deleted = await owner.DeleteAsync(address, Stop);
        using var gone = await shopper.GetAsync("/api/v1/shop/products/fleeting", Stop);
        using var unknown = await owner.GetAsync(address, Stop);
        using var restored = await owner.DeleteAsync(address + "/deletion", Stop);
        using var again = await owner.DeleteAsync(address + "/deletion", Stop);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        await shopper.GetJsonAsync("/api/v1/shop/products/fleeting");
    }

    [Fact]
    public async Task A_foreign_product_is_answered_like_a_missing_one()
    {
        using var birch = app.Api("birch", Who.Owner);
        var foreign = $"{Products}/{app.World["acme"].Mug.Id}";
        var missing = $"{Products}/{Guid.CreateVersion7()}";
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete, HttpMethod.Patch })
            Assert.Equal(await AnswerAsync(birch, method, missing), await AnswerAsync(birch, method, foreign));

        using var acme = app.Api("acme");
        await acme.GetJsonAsync("/api/v1/shop/products/mug");
    }

    [Fact]
    public async Task Staff_may_change_but_not_delete_and_strangers_may_do_nothing()
    {
        using var staff = app.Api("acme", Who.Staff);
        using var stranger = app.Api("acme");
        var address = $"{Products}/{app.World["acme"].Shirt.Id}";

        using var changed = await staff.SendJsonAsync(HttpMethod.Patch, address, new { summary = "Soft." });
        using var deleted = await staff.DeleteAsync(address, Stop);
        using var nobody = await stranger.GetAsync(address, Stop);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task A_list_is_read_to_its_end_page_by_page()
    {
        using var owner = app.Api("birch", Who.Owner);
        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await owner.GetJsonAsync($"{Products}?limit=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal(3, seen.Count);
        Assert.Equal(3, seen.Distinct().Count());
        Assert.Equal(1, (await owner.GetJsonAsync($"{Products}?status=draft")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await owner.GetJsonAsync($"{Products}?q=SHIRT-M")).GetProperty("items").GetArrayLength());
        using var wrong = await owner.GetAsync($"{Products}?cursor=nonsense", Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    private static object[] OneVariant(string amount, string? currency = "USD") => [new { price = new { amount, currency }, stock = 1 }];

    private static object Bowl(string name, string status = "draft") => new
    {
        name,
        status,
        variants = new[]
        {
            new { sku = "B-1", options = new { Size = "Small" }, price = new { amount = "12.00", currency = "USD" }, stock = 9 },
            new { sku = "B-2", options = new { Size = "Large" }, price = new { amount = "18.00", currency = "USD" }, stock = 4 }
        }
    };

    private static async Task<JsonElement> MakeAsync(HttpClient owner, string name, string status = "draft")
    {
        using var made = await owner.PostJsonAsync(Products, Bowl(name, status));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return await made.JsonAsync();
    }

    private static async Task<string> AnswerAsync(HttpClient client, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("X-Correlation-Id", "same-for-both");
        if (method == HttpMethod.Patch) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var problem = await response.JsonAsync();
        return string.Join('|', problem.EnumerateObject().Where(p => p.Name != "traceId").Select(p => p.ToString()));
    }
}
