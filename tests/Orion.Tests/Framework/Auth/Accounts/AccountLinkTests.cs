using System.Net;
using System.Text.RegularExpressions;
using MimeKit;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Auth.Accounts;

public sealed partial class AccountLinkTests(Server server) : IAsyncLifetime
{
    private const string NewPassword = "words that nobody guesses";
    private readonly TestClock clock = new();
    private OrionApp app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await OrionApp.StartAsync(server, new AppOptions { Workers = true, Clock = clock });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("shop", "carol@example.test", World.AcmeDomain)]
    [InlineData("store", "owner@acme.test", "acme.harbour.test")]
    public async Task A_forgotten_password_is_replaced_once_and_all_sessions_end(string face, string email, string linked)
    {
        using var api = app.Api("acme");
        using var signedIn = app.Api("acme", face == "shop" ? Who.Customer : Who.Owner);
        Assert.Equal(HttpStatusCode.OK, (await signedIn.GetAsync($"/api/v1/{face}/account", Stop)).StatusCode);

        using var asked = await api.PostJsonAsync($"/api/v1/{face}/auth/password-reset", new { email });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var (token, host) = await LinkAsync(email, "Choose a new password");
        Assert.Equal(linked, host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SetAsync(api, face, token)));
        Assert.Single(answers, HttpStatusCode.NoContent);
        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(HttpStatusCode.Unauthorized, (await signedIn.GetAsync($"/api/v1/{face}/account", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(api, face, email, NewPassword));
        Assert.NotEqual(HttpStatusCode.OK, await SignInAsync(api, face, email, World.Password));
        await LinkAsync(email, "Your password was changed");
    }

    [Fact]
    public async Task Known_and_unknown_addresses_are_answered_alike()
    {
        using var api = app.Api("acme");

        using var known = await api.PostJsonAsync("/api/v1/shop/auth/password-reset", new { email = "carol@example.test" });
        using var unknown = await api.PostJsonAsync("/api/v1/shop/auth/password-reset", new { email = "nobody@example.test" });

        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal(await known.TextAsync(), await unknown.TextAsync());
    }

    [Fact]
    public async Task A_link_is_good_in_its_own_store_alone_and_for_an_hour()
    {
        using var acme = app.Api("acme");
        using var birch = app.Api("birch");
        (await acme.PostJsonAsync("/api/v1/shop/auth/password-reset", new { email = "carol@example.test" })).Dispose();
        var (token, _) = await LinkAsync("carol@example.test", "Choose a new password");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SetAsync(birch, "shop", token));
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SetAsync(acme, "shop", token));
    }

    [Fact]
    public async Task Opening_a_link_uses_nothing_up_and_a_refused_password_neither()
    {
        using var api = app.Api("acme");
        using var browser = app.Shop("acme");
        (await api.PostJsonAsync("/api/v1/shop/auth/password-reset", new { email = "carol@example.test" })).Dispose();
        var (token, _) = await LinkAsync("carol@example.test", "Choose a new password");

        using var page = await browser.GetAsync("/password?token=" + token, Stop);
        Assert.Contains("autocomplete=\"new-password\"", await page.TextAsync(), StringComparison.Ordinal);
        using var common = await browser.PostFormAsync("/password", ("token", token), ("password", "password123"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, common.StatusCode);
        Assert.Contains(token, await common.TextAsync(), StringComparison.Ordinal);
        using var done = await browser.PostFormAsync("/password", ("token", token), ("password", NewPassword));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
    }

    [Fact]
    public async Task An_account_opens_when_its_address_is_proved_and_in_that_store_alone()
    {
        using var api = app.Api("acme");
        using var birch = app.Api("birch");
        using var browser = app.Shop("acme");
        var person = new { name = "Dan Doe", email = "dan@example.test", password = NewPassword };

        using var first = await api.PostJsonAsync("/api/v1/shop/auth/signup", person);
        using var known = await api.PostJsonAsync("/api/v1/shop/auth/signup", person with { email = "carol@example.test" });
        Assert.Equal(await first.TextAsync(), await known.TextAsync());
        await LinkAsync("carol@example.test", "You have an account at Acme Mugs");
        Assert.NotEqual(HttpStatusCode.OK, await SignInAsync(api, "shop", person.email, NewPassword));

        var (token, _) = await LinkAsync(person.email, "Confirm your account at Acme Mugs");
        using var done = await browser.PostFormAsync("/email-confirmation", ("token", token));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(api, "shop", person.email, NewPassword));
        Assert.NotEqual(HttpStatusCode.OK, await SignInAsync(birch, "shop", person.email, NewPassword));
    }

    [Theory]
    [InlineData("shop", "carol@example.test")]
    [InlineData("store", "owner@acme.test")]
    public async Task A_new_address_is_proved_and_the_former_one_takes_it_back_from_whoever_knew_the_password(string face, string email)
    {
        using var nobody = app.Api("acme");
        using var browser = face == "shop" ? app.Shop("acme") : app.Dashboard("acme", Who.Nobody);
        var confirmation = face == "shop" ? "/email-confirmation" : "/store/email-confirmation";
        await MoveAsync("new@example.test");
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(nobody, face, "new@example.test", World.Password));
        var (undo, _) = await LinkAsync(email, "Your e-mail address was changed");
        // A thief moves on, so as to hold a link of their own that takes an address back.
        await MoveAsync("newer@example.test", "new@example.test");
        var (again, _) = await LinkAsync("new@example.test", "Your e-mail address was changed");

        Assert.Equal(HttpStatusCode.SeeOther, await FollowAsync(undo));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await FollowAsync(again));
        foreach (var address in (string[])[email, "new@example.test", "newer@example.test"])
            Assert.NotEqual(HttpStatusCode.OK, await SignInAsync(nobody, face, address, World.Password));
        var (reset, _) = await LinkAsync(email, "Choose a new password");
        Assert.Equal(HttpStatusCode.NoContent, await SetAsync(nobody, face, reset));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(nobody, face, email, NewPassword));

        async Task MoveAsync(string to, string? from = null)
        {
            using var api = app.Api("acme");
            using var login = await api.PostJsonAsync($"/api/v1/{face}/auth/login", new { email = from ?? email, password = World.Password });
            api.DefaultRequestHeaders.Authorization = new("Bearer", (await login.JsonAsync()).GetProperty("accessToken").GetString());
            using var asked = await api.PostJsonAsync($"/api/v1/{face}/account/email", new { email = to, password = World.Password });
            Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
            var (token, _) = await LinkAsync(to, "Is this your new address?");
            Assert.Equal(HttpStatusCode.SeeOther, await FollowAsync(token));
        }

        async Task<HttpStatusCode> FollowAsync(string token)
        {
            using var answer = await browser.PostFormAsync(confirmation, ("token", token));
            return answer.StatusCode;
        }
    }

    private static async Task<HttpStatusCode> SetAsync(HttpClient api, string face, string token)
    {
        using var response = await api.SendJsonAsync(HttpMethod.Put, $"/api/v1/{face}/auth/password-reset", new { token, password = NewPassword });
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> SignInAsync(HttpClient like, string face, string email, string password)
    {
        using var nobody = app.At(like.BaseAddress!.Host);
        using var response = await nobody.PostJsonAsync($"/api/v1/{face}/auth/login", new { email, password });
        return response.StatusCode;
    }

    /// <summary>Waits for a mail, and reads the token and the host of its link.</summary>
    private async Task<(string Token, string Host)> LinkAsync(string to, string subject)
    {
        var folder = Path.Combine(app.DataFolder, "mail");
        for (var tries = 0; tries < 400; tries++, await Task.Delay(50, Stop))
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                using var mail = await MimeMessage.LoadAsync(file, Stop);
                if (mail.Subject != subject || mail.To.Mailboxes.Single().Address != to) continue;
                var link = Link().Match(mail.TextBody ?? "");
                return (link.Groups["token"].Value, link.Groups["host"].Value);
            }

        throw new TimeoutException($"No mail '{subject}' came to {to}.");
    }

    [GeneratedRegex(@"https://(?<host>[^/:]+)\S*?(\?token=(?<token>[\w-]{43}))?\s*$")]
    private static partial Regex Link();
}
