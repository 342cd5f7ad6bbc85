using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Tenancy;

public sealed class StoreAdminTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_names_every_store_with_its_hosts()
    {
        using var operators = app.AdminApi();
        var list = await operators.GetJsonAsync("/api/v1/admin/stores");
        var acme = list.GetProperty("items").EnumerateArray().Single(s => s.GetProperty("code").GetString() == "acme");
        Assert.Equal(app.World["acme"].Id, acme.GetProperty("id").GetGuid());
        Assert.Equal("harbour", acme.GetProperty("platform").GetString());
        Assert.Equal("USD", acme.GetProperty("currency").GetString());
        Assert.Equal("active", acme.GetProperty("status").GetString());
        Assert.Equal(["acme.harbour.test", World.AcmeDomain], acme.GetProperty("hosts").EnumerateArray().Select(h => h.GetString()!));
        Assert.False(acme.TryGetProperty("subdomain", out _));
    }

    [Theory]
    [InlineData("?q=birch", "birch")]
    [InlineData("?q=acme-mugs.test", "acme")]
    [InlineData("?platform=lagoon", "cedar")]
    [InlineData("?q=%25", "")]
    public async Task The_list_can_be_narrowed_down(string query, string expected)
    {
        using var operators = app.AdminApi();
        var codes = (await operators.GetJsonAsync("/api/v1/admin/stores" + query)).GetProperty("items").EnumerateArray()
            .Select(s => s.GetProperty("code").GetString()!);
        Assert.Equal(expected, string.Join(',', codes));
    }

    [Fact]
    public async Task The_list_is_paged_without_losing_or_repeating_a_store()
    {
        using var operators = app.AdminApi();
        var all = Codes(await operators.GetJsonAsync("/api/v1/admin/stores?limit=250"));
        List<string> paged = [];
        string? cursor = null;
        do
        {
            var page = await operators.GetJsonAsync($"/api/v1/admin/stores?limit=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            paged.AddRange(Codes(page));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        Assert.Equal(all, paged);

        static List<string> Codes(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("code").GetString()!)];
    }

    [Theory]
    [InlineData("?limit=0", 422)]
    [InlineData("?limit=251", 422)]
    [InlineData("?limit=x", 400)]
    [InlineData("?status=7", 422)]
    [InlineData("?status=nonsense", 422)]
    [InlineData("?cursor=nonsense", 422)]
    public async Task Nonsense_in_the_query_is_refused(string query, int status)
    {
        using var operators = app.AdminApi();
        using var answer = await operators.GetAsync("/api/v1/admin/stores" + query, Stop);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_list_is_a_page_and_a_fragment_too()
    {
        using var console = app.Console();
        var page = await console.GetStringAsync("/stores?status=active", Stop);
        Assert.Contains("<html", page, StringComparison.Ordinal);
        Assert.Contains("Acme Mugs", page, StringComparison.Ordinal);
        using var fragment = await console.GetFragmentAsync("/stores?q=acme");
        var html = await fragment.TextAsync();
        Assert.StartsWith("<div id=\"stores\"", html.TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain("Birch", html, StringComparison.Ordinal);
        Assert.Contains("No store fits", await console.GetStringAsync("/stores?q=zzz", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_store_serves_at_once_and_its_owner_can_sign_in()
    {
        using var operators = app.AdminApi();
        using var opened = await operators.PostJsonAsync("/api/v1/admin/stores", new
        {
            code = "dune",
            name = "Dune",
            platform = "harbour",
            currency = "EUR",
            culture = "de-DE",
            timeZone = "Europe/Berlin",
            ownerEmail = "Dora@Dune.test"
        });
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        var store = await opened.JsonAsync();
        Assert.EndsWith($"/api/v1/admin/stores/{store.GetProperty("id").GetGuid()}", opened.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("dune.harbour.test", store.GetProperty("hosts")[0].GetString());
        var owner = store.GetProperty("owner");
        Assert.True(owner.GetProperty("isNew").GetBoolean());

        using var shopper = app.At("dune.harbour.test");
        using var home = await shopper.GetAsync("/api/v1/shop/products", Stop);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        using var signedIn = await shopper.PostJsonAsync(
            "/api/v1/store/auth/login", new { email = "dora@dune.test", password = owner.GetProperty("password").GetString() });
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);

        var shown = await operators.GetJsonAsync($"/api/v1/admin/stores/{store.GetProperty("id").GetGuid()}");
        Assert.Equal("ada@harbour.test", shown.GetProperty("openedBy").GetString());
        Assert.Equal("DE", shown.GetProperty("country").GetString());
        Assert.Equal("dora@dune.test", shown.GetProperty("team")[0].GetProperty("email").GetString());
        foreach (var table in new[] { "store_themes", "stock_locations", "order_counters", "shipping_methods" })
            Assert.Equal("1", await TestDatabase.AskAsync(
                app.Database.Platform, $"select count(*) from {table} where store_id = '{store.GetProperty("id").GetGuid()}'"));
    }

    [Fact]
    public async Task Someone_known_joins_with_the_password_they_have()
    {
        using var operators = app.AdminApi();
        using var opened = await operators.PostJsonAsync("/api/v1/admin/stores", new
        {
            code = "elm",
            name = "Elm",
            platform = app.World.HarbourId,
            currency = "USD",
            ownerEmail = "owner@acme.test",
            ownerPassword = "some-other-password"
        });
        var owner = (await opened.JsonAsync()).GetProperty("owner");
        Assert.False(owner.GetProperty("isNew").GetBoolean());
        Assert.Equal(JsonValueKind.Null, owner.GetProperty("password").ValueKind);
        using var shop = app.At("elm.harbour.test");
        foreach (var (password, status) in new[] { (World.Password, HttpStatusCode.OK), ("some-other-password", HttpStatusCode.Unauthorized) })
        {
            using var answer = await shop.PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password });
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_store_that_can_not_be_is_refused_field_by_field()
    {
        using var operators = app.AdminApi();
        using var refused = await operators.PostJsonAsync("/api/v1/admin/stores", new
        {
            code = "Bad Code",
            name = " ",
            currency = "eur",
            culture = "xx",
            timeZone = "Mars",
            country = "de",
            ownerEmail = "nobody",
            ownerPassword = "short"
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var errors = (await refused.JsonAsync()).GetProperty("errors");
        foreach (var field in new[] { "code", "name", "platform", "currency", "culture", "timeZone", "country", "ownerEmail", "ownerPassword" })
            Assert.True(errors.TryGetProperty(field, out _), field);
        foreach (var code in new[] { "admin", "www", "-x", "x-", "a.b", new string('a', 41) })
        {
            using var bad = await operators.PostJsonAsync(
                "/api/v1/admin/stores", new { code, name = "N", platform = "harbour", currency = "EUR", ownerEmail = "a@b.test" });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        }
    }

    [Fact]
    public async Task A_code_belongs_to_one_store_even_when_two_ask_at_once()
    {
        using var operators = app.AdminApi();
        await operators.GetJsonAsync("/api/v1/admin/stores");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => operators.PostJsonAsync(
            "/api/v1/admin/stores",
            new { code = "fern", name = $"Fern {i}", platform = "harbour", currency = "EUR", ownerEmail = "owner@acme.test" })));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal("1", await TestDatabase.AskAsync(app.Database.Platform, "select count(*) from stores where code = 'fern'"));
    }

    [Fact]
    public async Task The_form_keeps_what_was_typed_and_shows_a_made_password_once()
    {
        using var console = app.Console();
        using var refused = await console.PostFormAsync(
            "/stores", ("code", "gull"), ("name", "Gull"), ("platform", "harbour"), ("currency", "NOPE"), ("ownerEmail", "gus@gull.test"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var form = await refused.TextAsync();
        Assert.Contains("value=\"NOPE\"", form, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", form, StringComparison.Ordinal);

        using var opened = await console.PostFormAsync(
            "/stores", ("code", "gull"), ("name", "Gull"), ("platform", "harbour"), ("currency", "NOK"), ("ownerEmail", "gus@gull.test"));
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Contains("shown here once", await opened.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_an_operator_gets_in()
    {
        var id = app.World["acme"].Id;
        using var nobody = app.AdminApi(Who.Nobody);
        foreach (var path in new[] { "stores", $"stores/{id}", "platforms", $"platforms/{app.World.HarbourId}" })
        {
            using var refused = await nobody.GetAsync("/api/v1/admin/" + path, Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            using var owner = app.Api("acme", Who.Owner);
            using var elsewhere = await owner.GetAsync("/api/v1/admin/" + path, Stop);
            Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_404()
    {
        using var operators = app.AdminApi();
        foreach (var path in new[] { $"stores/{Guid.CreateVersion7()}", "stores/nonsense", $"platforms/{Guid.CreateVersion7()}" })
        {
            using var missing = await operators.GetAsync("/api/v1/admin/" + path, Stop);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }

        using var suspended = await operators.PostJsonAsync($"/api/v1/admin/stores/{Guid.CreateVersion7()}/suspension", new { reason = "x" });
        Assert.Equal(HttpStatusCode.NotFound, suspended.StatusCode);
    }
}
