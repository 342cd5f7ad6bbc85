using System.Net;
using Orion.Framework.Auth.Sessions;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Auth;

public sealed class IdleSessionTests(Server server)
{
    private static readonly TimeSpan Almost = Session.IdleLife - TimeSpan.FromMinutes(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("shop", "/account", "/login")]
    [InlineData("store", "/store", "/store/login")]
    [InlineData("admin", "/", "/login")]
    public async Task A_browser_that_rests_is_signed_out_and_one_that_works_is_not(string face, string page, string login)
    {
        var clock = new TestClock();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Clock = clock });
        using var browser = face switch { "shop" => app.Shop("acme", Who.Nobody), "store" => app.Dashboard("acme", Who.Nobody), _ => app.Console(Who.Nobody) };
        var email = face switch { "shop" => "carol@example.test", "store" => "owner@acme.test", _ => "ada@harbour.test" };
        using var signedIn = await browser.PostFormAsync(login, ("email", email), ("password", World.Password));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        for (var visits = 0; visits < 2; visits++)
        {
            clock.Advance(Almost);
            using var working = await browser.GetAsync(page, Stop);
            Assert.Equal(HttpStatusCode.OK, working.StatusCode);
        }

        clock.Advance(Session.IdleLife + TimeSpan.FromMinutes(1));
        using var rested = await browser.GetAsync(page, Stop);
        Assert.Equal(HttpStatusCode.Redirect, rested.StatusCode);
        Assert.StartsWith(login, rested.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_s_session_rests_as_long_as_its_refresh_token_lives()
    {
        var clock = new TestClock();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Clock = clock });
        using var program = app.Api("acme");
        using var login = await program.PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password = World.Password });
        var refreshToken = (await login.JsonAsync()).GetProperty("refreshToken").GetString();
        clock.Advance(TimeSpan.FromDays(3));
        using var refreshed = await program.PostJsonAsync("/api/v1/store/auth/refresh", new { refreshToken });
        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);
        program.DefaultRequestHeaders.Authorization = new("Bearer", (await refreshed.JsonAsync()).GetProperty("accessToken").GetString());
        using var listed = await program.GetAsync("/api/v1/store/orders", Stop);
        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);
    }
}
