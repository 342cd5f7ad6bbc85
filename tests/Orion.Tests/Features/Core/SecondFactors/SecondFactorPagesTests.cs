using System.Net;
using System.Text.RegularExpressions;
using Orion.Tests.Fixtures;
using OtpNet;

namespace Orion.Tests.Features.Core.SecondFactors;

public sealed partial class SecondFactorPagesTests(Server server) : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private OrionApp app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await OrionApp.StartAsync(
        server, new AppOptions { Clock = clock, Settings = { ["Admin:RequireSecondFactor"] = "true" } });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_member_sets_it_up_signs_in_with_it_and_turns_it_off_without_javascript()
    {
        using var browser = app.Dashboard("acme", Who.Owner);
        Assert.Contains("href=\"/store/account/second-factor\"", await browser.GetStringAsync("/store/account", Stop), StringComparison.Ordinal);
        var (secret, codes) = await SetUpAsync(browser, "/store");
        Assert.Equal(10, codes.Count);
        Assert.DoesNotContain("qr", await browser.GetStringAsync("/store/account/second-factor", Stop), StringComparison.Ordinal);

        using var visitor = app.Dashboard("acme", Who.Nobody);
        using var asked = await visitor.PostFormAsync("/store/login?next=%2Forders", ("email", "owner@acme.test"), ("password", World.Password));
        Assert.Equal("/store/login/second-factor?next=%2Forders", asked.Headers.Location!.ToString());
        var cookie = Assert.Single(asked.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-orion-store-challenge=", cookie, StringComparison.Ordinal);
        foreach (var part in new[] { "httponly", "secure", "samesite=lax", "max-age=300" }) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        using (var outside = await visitor.GetAsync("/store/orders", Stop)) Assert.Equal(HttpStatusCode.Found, outside.StatusCode);

        using var page = await visitor.GetAsync(asked.Headers.Location, Stop);
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.Contains("autocomplete=\"one-time-code\"", await page.TextAsync(), StringComparison.Ordinal);
        using var wrong = await visitor.PostFormAsync("/store/login/second-factor?next=%2Forders", ("code", "12345"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("This code is not right", await wrong.TextAsync(), StringComparison.Ordinal);
        using var done = await visitor.PostFormAsync("/store/login/second-factor?next=%2Forders", ("code", codes[0]));
        Assert.Equal("/store/orders", done.Headers.Location!.ToString());
        using (var inside = await visitor.GetAsync("/store/orders", Stop)) Assert.Equal(HttpStatusCode.OK, inside.StatusCode);

        clock.Advance(TimeSpan.FromSeconds(30));
        using var off = await browser.PostFormAsync(
            "/store/account/second-factor?_method=delete", ("password", World.Password), ("code", new Totp(secret).ComputeTotp(clock.Now.UtcDateTime)));
        Assert.Equal("/store/account", off.Headers.Location!.ToString());
        using (var ended = await visitor.GetAsync("/store/orders", Stop)) Assert.Equal(HttpStatusCode.Found, ended.StatusCode);
    }

    [Fact]
    public async Task A_code_without_a_challenge_of_this_browser_leads_back_to_the_password()
    {
        using var browser = app.Dashboard("acme", Who.Nobody);
        using var page = await browser.GetAsync("/store/login/second-factor", Stop);
        Assert.Equal("/store/login", page.Headers.Location!.ToString());
        using var sent = await browser.PostFormAsync("/store/login/second-factor", ("code", "123456"));
        Assert.Equal("/store/login", sent.Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_operator_who_needs_one_can_do_nothing_else_until_it_is_on()
    {
        using var browser = app.Console();
        foreach (var path in new[] { "/", "/stores", "/audit", "/account", "/account/password" })
        {
            using var led = await browser.GetAsync(path, Stop);
            Assert.Equal("/account/second-factor", led.Headers.Location?.ToString());
        }

        using var write = await browser.PostFormAsync("/account/password", ("currentPassword", World.Password), ("newPassword", "words that nobody guesses"));
        Assert.Equal(HttpStatusCode.Forbidden, write.StatusCode);
        using var api = app.AdminApi();
        foreach (var path in new[] { "/stores", "/account", "/auth/sessions" })
        {
            using var refused = await api.GetAsync("/api/v1/admin" + path, Stop);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Equal("second_factor_setup_required", (await refused.JsonAsync()).GetProperty("code").GetString());
        }

        var html = await browser.GetStringAsync("/account/second-factor", Stop);
        Assert.Contains("Operators need a second factor here", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/stores\"", html, StringComparison.Ordinal);
        await SetUpAsync(browser, "");
        using var stores = await browser.GetAsync("/stores", Stop);
        Assert.Equal(HttpStatusCode.OK, stores.StatusCode);
    }

    [Fact]
    public async Task The_setting_asks_nothing_of_a_store_and_an_operator_may_always_leave()
    {
        using var member = app.Api("acme", Who.Owner);
        await member.GetJsonAsync("/api/v1/store/orders");
        using var browser = app.Console();
        using var left = await browser.PostFormAsync("/logout");
        Assert.Equal("/login", left.Headers.Location!.ToString());
    }

    private async Task<(byte[] Secret, IReadOnlyList<string> Codes)> SetUpAsync(HttpClient browser, string face)
    {
        var own = face + "/account/second-factor";
        using var offered = await browser.PostFormAsync(own, ("password", World.Password));
        Assert.Equal(own, offered.Headers.Location!.ToString());
        using var page = await browser.GetAsync(own, Stop);
        Assert.True(page.Headers.CacheControl!.NoStore);
        var html = await page.TextAsync();
        Assert.Contains("<svg class=\"qr\"", html, StringComparison.Ordinal);
        var secret = Base32Encoding.ToBytes(Key().Match(html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        using var wrong = await browser.PostFormAsync(own + "?_method=put", ("code", "12345"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var on = await browser.PostFormAsync(own + "?_method=put", ("code", new Totp(secret).ComputeTotp(clock.Now.UtcDateTime)));
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
        Assert.True(on.Headers.CacheControl!.NoStore);
        return (secret, [.. Code().Matches(await on.TextAsync()).Select(m => m.Groups[1].Value)]);
    }

    [GeneratedRegex("id=\"second-factor-key\">([A-Z2-7 ]+)<")]
    private static partial Regex Key();

    [GeneratedRegex("<code>([0-9a-z]{5}-[0-9a-z]{5})</code>")]
    private static partial Regex Code();
}
