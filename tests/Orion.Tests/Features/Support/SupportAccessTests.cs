using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Orion.Features.Core;
using Orion.Framework.Web;
using Orion.Tests.Features.Core.Admins;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Support;

public sealed class SupportAccessTests(Server server) : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private OrionApp app = null!;
    private Visit visit = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await OrionApp.StartAsync(server, new AppOptions { Workers = true, Clock = clock });
        visit = new Visit(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Without_consent_nobody_gets_in_and_the_owners_are_asked()
    {
        var id = await visit.AskAsync();
        var mail = await app.MailAsync("owner@acme.test", "Support asks for access");
        Assert.Contains("A customer is charged twice.", mail, StringComparison.Ordinal);
        Assert.Contains("acme.harbour.test/store/settings/support", mail, StringComparison.Ordinal);
        var entry = $"/api/v1/admin/stores/{visit.Store}/support/{id}/entry";
        Assert.Equal((HttpStatusCode.Conflict, "not_active"), await Visit.AnswerAsync(visit.Console.PostJsonAsync(entry, new { })));
        using var program = app.Api("acme");
        foreach (var ticket in new[] { "x", new string('a', 43), id.ToString() })
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "bad_ticket"),
                await Visit.AnswerAsync(program.PostJsonAsync("/api/v1/store/auth/support", new { ticket })));
        using var dashboard = app.Dashboard("acme");
        Assert.Contains("Sol Support of support asks for access", await dashboard.GetStringAsync("/store", Stop), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await Visit.AnswerAsync(visit.Owner.PostJsonAsync($"/api/v1/store/support-access/{id}/refusal", new { }))).Status);
        Assert.Equal((HttpStatusCode.Conflict, "not_active"), await Visit.AnswerAsync(visit.Console.PostJsonAsync(entry, new { })));
        await app.MailAsync("sol@harbour.test", "Acme Mugs declined");
    }

    [Fact]
    public async Task Only_the_store_s_owner_answers_and_only_support_and_operators_ask()
    {
        var id = await visit.AskAsync();
        using var staff = app.Api("acme", Who.Staff);
        using var birch = app.Api("birch", Who.Owner);
        using var auditor = app.AdminApi(Who.Auditor);
        var ask = new { @as = app.World["acme"].Owner.Id, reason = "A long enough reason." };
        Assert.Equal(HttpStatusCode.Forbidden, (await Visit.AnswerAsync(staff.PostJsonAsync($"/api/v1/store/support-access/{id}/approval", new { hours = 1 }))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Visit.AnswerAsync(birch.PostJsonAsync($"/api/v1/store/support-access/{id}/approval", new { hours = 1 }))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Visit.AnswerAsync(visit.Owner.PostJsonAsync($"/api/v1/store/support-access/{id}/approval", new { hours = 48 }))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Visit.AnswerAsync(auditor.PostJsonAsync($"/api/v1/admin/stores/{visit.Store}/support", ask))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Visit.AnswerAsync(visit.Console.PostJsonAsync($"/api/v1/admin/stores/{visit.Store}/support/break-glass", ask))).Status);
        // Another of the console can't use what Sol was given.
        await Visit.AnswerAsync(visit.Owner.PostJsonAsync($"/api/v1/store/support-access/{id}/approval", new { hours = 1 }));
        using var ada = app.AdminApi();
        Assert.Equal((HttpStatusCode.Forbidden, "not_yours"), await Visit.AnswerAsync(ada.PostJsonAsync($"/api/v1/admin/stores/{visit.Store}/support/{id}/entry", new { })));
    }

    [Fact]
    public async Task With_consent_every_page_says_so_and_every_act_is_logged_under_both_names_for_the_merchant_too()
    {
        var id = await visit.AllowedAsync();
        using var browser = await visit.BrowseAsync(id);
        foreach (var path in new[] { "/store", "/store/orders", "/store/products", "/store/audit", "/store/no-such-page" })
        {
            using var page = await browser.GetAsync(path, Stop);
            var text = await page.TextAsync();
            Assert.Contains("support-banner", text, StringComparison.Ordinal);
            Assert.Contains("you work in Acme Mugs as Olivia of Acme Mugs", text, StringComparison.Ordinal);
        }

        var mug = app.World["acme"].Mug.Id;
        using (var changed = await browser.PostFormAsync($"/store/products/{mug}?_method=patch", ("name", "A repaired mug"))) Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        var (program, _) = await visit.EnterAsync(id);
        using (var changed = await program.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/products/{mug}", new { name = "A mug again" })) Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using (var left = await browser.PostFormAsync("/store/logout")) Assert.Contains("support-ended", left.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using (var outside = await browser.GetAsync("/store", Stop)) Assert.Equal(HttpStatusCode.Found, outside.StatusCode);

        foreach (var log in new[] { await visit.Owner.GetJsonAsync("/api/v1/store/audit?limit=100"), await app.AdminApi().GetJsonAsync("/api/v1/admin/audit?limit=100") })
        {
            var entries = log.GetProperty("items").EnumerateArray().ToList();
            var acts = entries.Where(e => e.GetProperty("entity").GetString() == "product" && e.GetProperty("action").GetString() == "changed").ToList();
            Assert.Equal(2, acts.Count);
            foreach (var act in acts.Append(entries.Single(e => e.GetProperty("action").GetString() == "signed-out")))
            {
                Assert.Equal("Sol Support", act.GetProperty("actor").GetProperty("name").GetString());
                Assert.Equal("admin", act.GetProperty("actor").GetProperty("kind").GetString());
                Assert.Equal("Olivia of Acme Mugs", act.GetProperty("onBehalfOf").GetProperty("name").GetString());
            }

            var steps = entries.Where(e => e.GetProperty("entity").GetString() == "support-access").Select(e => e.GetProperty("action").GetString()).ToList();
            foreach (var step in new[] { "asked-for", "allowed", "entered" }) Assert.Contains(step, steps);
        }

        using var owner = app.Dashboard("acme");
        Assert.Contains("Sol Support (as Olivia of Acme Mugs) changed", await owner.GetStringAsync("/store/audit", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_outlast_the_visit_is_refused_in_all_three_forms()
    {
        var id = await visit.AllowedAsync();
        var (program, _) = await visit.EnterAsync(id);
        using var browser = await visit.BrowseAsync(id);
        (string Method, string Path, object Body)[] closed =
        [
            ("GET", "/account", new { }), ("GET", "/auth/sessions", new { }), ("DELETE", "/auth/sessions", new { }),
            ("POST", "/account/password", new { currentPassword = World.Password, newPassword = "some other words" }),
            ("POST", "/account/email", new { email = "mine@example.test", password = World.Password }),
            ("POST", $"/support-access/{id}/approval", new { hours = 24 }), ("DELETE", $"/support-access/{id}", new { })
        ];
        foreach (var (method, path, body) in closed)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/store" + path);
            if (method != "GET") request.Content = System.Net.Http.Json.JsonContent.Create(body);
            Assert.Equal((HttpStatusCode.Forbidden, "not_in_support_access"), await Visit.AnswerAsync(program.SendAsync(request, Stop)));
        }

        foreach (var path in new[] { "/store/account", "/store/account/password" })
        {
            using var page = await browser.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
            Assert.Contains("Support can&#x27;t do this", await page.TextAsync(), StringComparison.Ordinal);
            using var fragment = await browser.GetFragmentAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, fragment.StatusCode);
        }

        using var decided = await browser.PostFormAsync($"/store/settings/support/{id}?_method=delete");
        Assert.Equal(HttpStatusCode.Forbidden, decided.StatusCode);
        Assert.DoesNotContain("End it now", await browser.GetStringAsync("/store/settings/support", Stop), StringComparison.Ordinal);
        Assert.DoesNotContain("Your account", await browser.GetStringAsync("/store", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_with_its_hour_and_nothing_refreshes_it()
    {
        var id = await visit.AllowedAsync();
        clock.Advance(TimeSpan.FromMinutes(55));
        var (program, given) = await visit.EnterAsync(id);
        Assert.Equal(JsonValueKind.Null, given.TryGetProperty("refreshToken", out var refresh) ? refresh.ValueKind : JsonValueKind.Null);
        Assert.InRange(given.GetProperty("expiresIn").GetInt32(), 1, 300);
        using var browser = await visit.BrowseAsync(id);
        using (var inside = await browser.GetAsync("/store", Stop)) Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/store/orders", Stop)).StatusCode);
        using var outside = await browser.GetAsync("/store", Stop);
        Assert.Equal(HttpStatusCode.Found, outside.StatusCode);
        Assert.EndsWith("/store/support-ended", outside.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Your access to Acme Mugs is over", await browser.GetStringAsync("/store/support-ended", Stop), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, "not_active"),
            await Visit.AnswerAsync(visit.Console.PostJsonAsync($"/api/v1/admin/stores/{visit.Store}/support/{id}/entry", new { })));
    }

    [Fact]
    public async Task A_ticket_opens_once_its_own_store_alone_and_for_two_minutes()
    {
        var id = await visit.AllowedAsync();
        var ticket = await visit.TicketAsync(id);
        using var birch = app.Api("birch");
        using var acme = app.Api("acme");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Visit.AnswerAsync(birch.PostJsonAsync("/api/v1/store/auth/support", new { ticket }))).Status);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Visit.AnswerAsync(acme.PostJsonAsync("/api/v1/store/auth/support", new { ticket }))));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        var late = await visit.TicketAsync(id);
        clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Visit.AnswerAsync(acme.PostJsonAsync("/api/v1/store/auth/support", new { ticket = late }))).Status);
    }

    [Fact]
    public async Task Support_members_and_operators_never_mix()
    {
        var (program, given) = await visit.EnterAsync(await visit.AllowedAsync());
        var token = given.GetProperty("accessToken").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/store/orders", Stop)).StatusCode);
        foreach (var (host, path) in new[]
                 {
                     (app.World["birch"].Host, "/api/v1/store/orders"), (World.Harbour, "/api/v1/admin/stores"), (app.World["acme"].Host, "/api/v1/shop/account")
                 })
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host, path, "Authorization", "Bearer " + token));

        // On pages each of the two cookies takes its own kind of token alone.
        var inside = await app.Clients.TokenAsync(Who.Inside, "acme", Door.Page);
        var member = await app.Clients.TokenAsync(Who.Owner, "acme", Door.Page);
        var admin = await app.Clients.TokenAsync(Who.Admin, null, Door.Page);
        var acme = app.World["acme"].Host;
        Assert.Equal(HttpStatusCode.OK, await AskAsync(acme, "/store/orders", "Cookie", "__Host-orion-support=" + inside));
        Assert.Equal(HttpStatusCode.Found, await AskAsync(acme, "/store/orders", "Cookie", "__Host-orion-store=" + inside));
        Assert.Equal(HttpStatusCode.Found, await AskAsync(acme, "/store/orders", "Cookie", "__Host-orion-support=" + member));
        Assert.Equal(HttpStatusCode.Found, await AskAsync(acme, "/store/orders", "Cookie", "__Host-orion-support=" + admin));
        Assert.Equal(HttpStatusCode.Found, await AskAsync(World.Harbour, "/admin/stores", "Cookie", "__Host-orion-admin=" + inside));
        // What has ended doesn't go on as the member that the browser also is.
        Assert.Equal(HttpStatusCode.Found, await AskAsync(acme, "/store/orders", "Cookie", $"__Host-orion-support=gone; __Host-orion-store={member}"));
        Assert.Equal(HttpStatusCode.OK, (await visit.Console.GetAsync("/api/v1/admin/stores", Stop)).StatusCode);
    }

    [Fact]
    public async Task Of_two_answers_at_once_one_holds()
    {
        var id = await visit.AskAsync();
        var answers = await Task.WhenAll(
            Visit.AnswerAsync(visit.Owner.PostJsonAsync($"/api/v1/store/support-access/{id}/approval", new { hours = 24 })),
            Visit.AnswerAsync(visit.Owner.PostJsonAsync($"/api/v1/store/support-access/{id}/refusal", new { })));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Single(answers, (HttpStatusCode.Conflict, "not_asked"));
    }

    [Theory]
    [InlineData("update users set admin_role = 'Auditor' where email = 'sol@harbour.test' returning 1")]
    [InlineData("update users set disabled_at = now() where email = 'sol@harbour.test' returning 1")]
    [InlineData("update users set disabled_at = now() where email = 'owner@acme.test' returning 1")]
    [InlineData("delete from store_members m using users u where u.id = m.user_id and u.email = 'owner@acme.test' returning 1")]
    public async Task It_ends_when_either_of_the_two_people_is_out(string statement)
    {
        var (program, _) = await visit.EnterAsync(await visit.AllowedAsync());
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/store/orders", Stop)).StatusCode);
        await TestDatabase.AskAsync(app.Database.Platform, statement);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/store/orders", Stop)).StatusCode);
    }

    [Fact]
    public async Task Support_holds_what_the_member_holds_and_no_more()
    {
        var (program, _) = await visit.EnterAsync(await visit.AllowedAsync(person: app.World["acme"].Staff.Id));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/store/products", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync("/api/v1/store/audit", Stop)).StatusCode);
    }

    [Fact]
    public async Task Breaking_the_glass_takes_a_reason_lasts_half_an_hour_and_the_owners_are_told_at_once()
    {
        var breaking = new Visit(app, Who.Admin);
        var path = $"/api/v1/admin/stores/{visit.Store}/support/break-glass";
        var person = app.World["acme"].Owner.Id;
        foreach (var reason in new[] { "", "  ", "urgent" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Visit.AnswerAsync(breaking.Console.PostJsonAsync(path, new { @as = person, reason }))).Status);
        using var taken = await breaking.Console.PostJsonAsync(path, new { @as = person, reason = "Orders go to the wrong address." });
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        var id = (await taken.JsonAsync()).GetProperty("id").GetGuid();
        Assert.Contains("Orders go to the wrong address.", await app.MailAsync("owner@acme.test", "Support took access"), StringComparison.Ordinal);
        using (var browser = await breaking.BrowseAsync(id))
            Assert.Contains("Support access without consent", await browser.GetStringAsync("/store", Stop), StringComparison.Ordinal);
        var (program, _) = await breaking.EnterAsync(id);
        Assert.Contains("took-without-consent", (await visit.Owner.GetJsonAsync("/api/v1/store/audit")).GetRawText(), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(29));
        (program, _) = await breaking.EnterAsync(id);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/store/orders", Stop)).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/store/orders", Stop)).StatusCode);
    }

    private async Task<HttpStatusCode> AskAsync(string host, string path, string header, string value)
    {
        using var client = app.Clients.Raw(host);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await client.SendAsync(request, Stop);
        return response.StatusCode;
    }
}

/// <summary>The same on two nodes, in real time.</summary>
public sealed class SupportAccessOnTwoNodesTests(OrionApp app, Server server) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_merchant_ends_has_ended_on_the_other_node_within_five_seconds()
    {
        var visit = new Visit(app);
        await using var other = await OrionApp.StartAsync(server, new AppOptions { Database = app.Database });
        var id = await visit.AllowedAsync(24);
        var (here, _) = await visit.EnterAsync(id);
        using var there = other.Api("acme");
        there.DefaultRequestHeaders.Authorization = here.DefaultRequestHeaders.Authorization;
        await there.GetJsonAsync("/api/v1/store/orders");
        await here.GetJsonAsync("/api/v1/store/orders");
        using (var ended = await visit.Owner.DeleteAsync($"/api/v1/store/support-access/{id}", Stop)) Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.GetAsync("/api/v1/store/orders", Stop)).StatusCode);
        var since = Stopwatch.StartNew();
        while ((await there.GetAsync("/api/v1/store/orders", Stop)).StatusCode != HttpStatusCode.Unauthorized)
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), "The other node still believes the access.");
            await Task.Delay(50, Stop);
        }
    }
}
