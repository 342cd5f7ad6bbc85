using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Auth.Accounts;

public sealed class PasswordChangeTests(Server server)
{
    private const string NewPassword = "words that nobody guesses";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("shop", "carol@example.test")]
    [InlineData("store", "owner@acme.test")]
    [InlineData("admin", "ada@harbour.test")]
    public async Task One_s_own_password_changes_with_the_old_one_alone_and_ends_every_other_session(string face, string email)
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions());
        using var here = await SignedInAsync(World.Password);
        using var elsewhere = await SignedInAsync(World.Password);
        var address = $"/api/v1/{face}/account/password";

        using var wrong = await here.PostJsonAsync(address, new { currentPassword = "not the one", newPassword = NewPassword });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.True((await wrong.JsonAsync()).GetProperty("errors").TryGetProperty("currentPassword", out _));
        using var common = await here.PostJsonAsync(address, new { currentPassword = World.Password, newPassword = "password123" });
        Assert.True((await common.JsonAsync()).GetProperty("errors").TryGetProperty("newPassword", out _));
        Assert.Equal(HttpStatusCode.OK, await AccountAsync(elsewhere));

        using var done = await here.PostJsonAsync(address, new { currentPassword = World.Password, newPassword = NewPassword });
        Assert.True(done.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.OK, await AccountAsync(here));
        Assert.Equal(HttpStatusCode.Unauthorized, await AccountAsync(elsewhere));
        using var old = await LoginAsync(World.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        using var fresh = await LoginAsync(NewPassword);
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        Assert.Equal("1", await TestDatabase.AskAsync(
            app.Database.Platform, $"select count(*) from jobs where kind = 'accounts.mail' and payload::text ilike '%passwordChanged%' and payload::text like '%{email}%'"));

        HttpClient Client() => face == "admin" ? app.AdminApi(Who.Nobody) : app.Api("acme");

        async Task<HttpResponseMessage> LoginAsync(string password)
        {
            using var client = Client();
            return await client.PostJsonAsync($"/api/v1/{face}/auth/login", new { email, password });
        }

        async Task<HttpClient> SignedInAsync(string password)
        {
            using var login = await LoginAsync(password);
            var client = Client();
            client.DefaultRequestHeaders.Authorization = new("Bearer", (await login.JsonAsync()).GetProperty("accessToken").GetString());
            return client;
        }

        async Task<HttpStatusCode> AccountAsync(HttpClient client)
        {
            using var answer = await client.GetAsync($"/api/v1/{face}/account", Stop);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Whoever_found_an_open_browser_can_not_guess_the_password_there()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Settings = { ["Limits:SignIn:PerAccount"] = "3" } });
        using var owner = app.Api("acme", Who.Owner);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, await TryAsync($"guess {i}"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(World.Password));

        async Task<HttpStatusCode> TryAsync(string currentPassword)
        {
            using var answer = await owner.PostJsonAsync("/api/v1/store/account/password", new { currentPassword, newPassword = NewPassword });
            return answer.StatusCode;
        }
    }
}
