using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core;

public sealed class SessionListTests(OrionApp app, Server server) : IClassFixture<OrionApp>
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Everyone => new()
    {
        { "shop", "carol@example.test" }, { "store", "owner@acme.test" }, { "admin", "ada@harbour.test" }
    };

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task One_sees_where_one_is_signed_in_and_ends_a_single_session(string face, string email)
    {
        using var first = await SignedInAsync(app, face, email, Firefox);
        using var second = await SignedInAsync(app, face, email, "shop-sync/2");
        var list = (await second.GetJsonAsync($"/api/v1/{face}/auth/sessions")).GetProperty("items").EnumerateArray().ToList();
        var own = list.Single(s => s.GetProperty("isCurrent").GetBoolean());
        Assert.Equal("shop-sync", own.GetProperty("device").GetString());
        Assert.True(own.GetProperty("isProgram").GetBoolean());
        var other = list.First(s => s.GetProperty("device").GetString() == "Firefox on Linux");
        Assert.False(string.IsNullOrEmpty(other.GetProperty("network").GetString()));
        foreach (var secret in new[] { "hash", "salt", "userAgent" })
            Assert.DoesNotContain(secret, list[0].GetRawText(), StringComparison.OrdinalIgnoreCase);

        using var ended = await second.DeleteAsync($"/api/v1/{face}/auth/sessions/{other.GetProperty("id").GetString()}", Stop);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var again = await second.DeleteAsync($"/api/v1/{face}/auth/sessions/{other.GetProperty("id").GetString()}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var outside = await first.GetAsync($"/api/v1/{face}/auth/sessions", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, outside.StatusCode);
        using var inside = await second.GetAsync($"/api/v1/{face}/auth/sessions", Stop);
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task Everywhere_else_keeps_this_session_and_everywhere_does_not(string face, string email)
    {
        using var first = await SignedInAsync(app, face, email, Firefox);
        using var second = await SignedInAsync(app, face, email, Firefox);
        using var others = await second.DeleteAsync($"/api/v1/{face}/auth/sessions?keep=current", Stop);
        Assert.Equal(HttpStatusCode.NoContent, others.StatusCode);
        using var left = await first.GetAsync($"/api/v1/{face}/auth/sessions", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, left.StatusCode);
        Assert.Single((await second.GetJsonAsync($"/api/v1/{face}/auth/sessions")).GetProperty("items").EnumerateArray());

        using var odd = await second.DeleteAsync($"/api/v1/{face}/auth/sessions?keep=all", Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, odd.StatusCode);
        using var all = await second.DeleteAsync($"/api/v1/{face}/auth/sessions", Stop);
        Assert.Equal(HttpStatusCode.NoContent, all.StatusCode);
        using var outside = await second.GetAsync($"/api/v1/{face}/auth/sessions", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, outside.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task The_account_page_shows_sessions_and_signs_out_without_JavaScript(string face, string email)
    {
        var prefix = face == "store" ? "/store" : "";
        using var browser = face switch { "admin" => app.Console(Who.Nobody), "store" => app.Dashboard("acme", Who.Nobody), _ => app.Shop("acme") };
        browser.DefaultRequestHeaders.UserAgent.ParseAdd(Firefox);
        using var entered = await browser.PostFormAsync(prefix + "/login", ("email", email), ("password", World.Password));
        var page = await browser.GetStringAsync(prefix + "/account", Stop);
        Assert.Contains("Firefox on Linux", page, StringComparison.Ordinal);
        Assert.Contains("This one", page, StringComparison.Ordinal);

        using var left = await browser.PostFormAsync(prefix + "/account/sessions?_method=delete");
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        using var outside = await browser.GetAsync(prefix + "/account", Stop);
        Assert.Equal(HttpStatusCode.Found, outside.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task Whoever_signs_out_leaves_no_page_in_the_browser(string face, string email)
    {
        var prefix = face == "store" ? "/store" : "";
        foreach (var way in (string[])["/logout", "/account/sessions?_method=delete"])
        {
            using var browser = face switch { "admin" => app.Console(Who.Nobody), "store" => app.Dashboard("acme", Who.Nobody), _ => app.Shop("acme") };
            using var entered = await browser.PostFormAsync(prefix + "/login", ("email", email), ("password", World.Password));
            Assert.False(entered.Headers.Contains("Clear-Site-Data"));
            using var left = await browser.PostFormAsync(prefix + way);
            Assert.Equal("\"cache\"", Assert.Single(left.Headers.GetValues("Clear-Site-Data")));
        }
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task What_ends_on_one_node_has_ended_on_the_other_within_five_seconds(string face, string email)
    {
        await using var other = await OrionApp.StartAsync(server, new AppOptions { Database = app.Database });
        using var here = await SignedInAsync(app, face, email, Firefox);
        using var there = face == "admin" ? other.AdminApi(Who.Nobody) : other.Api("acme");
        there.DefaultRequestHeaders.Authorization = here.DefaultRequestHeaders.Authorization;
        await there.GetJsonAsync($"/api/v1/{face}/auth/sessions");
        using var all = await here.DeleteAsync($"/api/v1/{face}/auth/sessions", Stop);
        var since = Stopwatch.StartNew();
        while (true)
        {
            using var asked = await there.GetAsync($"/api/v1/{face}/auth/sessions", Stop);
            if (asked.StatusCode == HttpStatusCode.Unauthorized) break;
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), "The other node still believes the session.");
            await Task.Delay(50, Stop);
        }
    }

    [Fact]
    public async Task Being_used_is_noted_once_a_minute_and_not_on_every_request()
    {
        var clock = new TestClock();
        await using var timed = await OrionApp.StartAsync(server, new AppOptions { Clock = clock });
        using var owner = await SignedInAsync(timed, "store", "owner@acme.test", Firefox);
        var begun = await SeenAsync(timed);
        for (var second = 0; second < 55; second += 5, clock.Advance(TimeSpan.FromSeconds(5)))
            await owner.GetJsonAsync("/api/v1/store/account");
        Assert.Equal(begun, await SeenAsync(timed));
        clock.Advance(TimeSpan.FromSeconds(10));
        await owner.GetJsonAsync("/api/v1/store/account");
        Assert.NotEqual(begun, await SeenAsync(timed));
    }

    private static Task<string> SeenAsync(OrionApp app) => TestDatabase.AskAsync(app.Database.Platform, "select max(seen_at) from user_sessions");

    private static async Task<HttpClient> SignedInAsync(OrionApp app, string face, string email, string userAgent)
    {
        var program = face == "admin" ? app.AdminApi(Who.Nobody) : app.Api("acme");
        program.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        using var answer = await program.PostJsonAsync($"/api/v1/{face}/auth/login", new { email, password = World.Password });
        JsonElement tokens = await answer.JsonAsync();
        program.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("accessToken").GetString());
        return program;
    }
}
