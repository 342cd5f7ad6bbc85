using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core;

public sealed class SignInLimitTests(Server server)
{
    [Fact]
    public async Task Too_many_wrong_passwords_must_wait_and_the_account_is_never_locked()
    {
        var clock = new TestClock();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Clock = clock, Settings = { ["Limits:SignIn:PerAccount"] = "3" } });
        using var program = app.Api("acme");
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync("owner@acme.test", "wrong"));
        using var tooMany = await program.PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password = World.Password });
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.InRange(tooMany.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("too_many_attempts", (await tooMany.JsonAsync()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, await TryAsync("staff@acme.test", World.Password));

        using var browser = app.Dashboard("acme", Who.Nobody);
        using var page = await browser.PostFormAsync("/store/login", ("email", "owner@acme.test"), ("password", World.Password));
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.Contains("Wait a minute", await page.TextAsync(), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.OK, await TryAsync("owner@acme.test", World.Password));

        async Task<HttpStatusCode> TryAsync(string email, string password)
        {
            using var answer = await program.PostJsonAsync("/api/v1/store/auth/login", new { email, password });
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task One_address_can_not_go_through_a_list_of_accounts()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Settings = { ["Limits:SignIn:PerAddress"] = "4" } });
        using var program = app.AdminApi(Who.Nobody);
        for (var i = 0; i < 4; i++)
        {
            using var wrong = await program.PostJsonAsync("/api/v1/admin/auth/login", new { email = $"guess{i}@harbour.test", password = "x" });
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var tooMany = await program.PostJsonAsync("/api/v1/admin/auth/login", new { email = "guess5@harbour.test", password = "x" });
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/shop/auth/password-reset", false)]
    [InlineData("/api/v1/store/auth/password-reset", false)]
    [InlineData("/api/v1/shop/auth/signup", true)]
    [InlineData("/api/v1/shop/auth/code", false)]
    public async Task Nobody_is_flooded_with_mails_that_somebody_else_asks_for(string path, bool isSignUp)
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Settings = { ["Limits:SignIn:PerAccount"] = "3" } });
        using var program = app.Api("acme");
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 5; i++)
        {
            const string Email = "victim@example.test";
            using var answer = await program.PostJsonAsync(
                path, isSignUp ? new { email = Email, name = "Vic", password = "four words in a row" } : (object)new { email = Email });
            answers.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        }

        Assert.Equal(3, answers.Count(a => (int)a < 300));
        Assert.Equal(2, answers.Count(a => a == HttpStatusCode.TooManyRequests));
        using var other = await program.PostJsonAsync(
            path, isSignUp ? new { email = "other@example.test", name = "Vic", password = "four words in a row" } : (object)new { email = "other@example.test" });
        Assert.True(other.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Right_passwords_are_no_guesses()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Settings = { ["Limits:SignIn:PerAccount"] = "2" } });
        using var program = app.Api("acme");
        for (var i = 0; i < 6; i++)
        {
            using var answer = await program.PostJsonAsync("/api/v1/shop/auth/login", new { email = "carol@example.test", password = World.Password });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_wait_at_one_account_grows_to_a_minute_and_never_becomes_a_lock()
    {
        var clock = new TestClock();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Clock = clock, Settings = { ["Limits:SignIn:PerAccount"] = "1" } });
        using var program = app.Api("acme");
        List<int> waits = [];
        for (var i = 0; i < 8; i++)
        {
            using var wrong = await program.PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password = "wrong" });
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            Assert.Contains("Bearer", wrong.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            using var tooSoon = await program.PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password = World.Password });
            Assert.Equal(HttpStatusCode.TooManyRequests, tooSoon.StatusCode);
            waits.Add((int)tooSoon.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            clock.Advance(TimeSpan.FromSeconds(waits[^1]));
        }

        Assert.Equal([2, 4, 8, 16, 32, 60, 60, 60], waits);
        using var right = await program.PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password = World.Password });
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }
}
