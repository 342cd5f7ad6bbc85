using System.Net;
using System.Text.RegularExpressions;
using Orion.Tests.Features.Core.Admins;
using Orion.Tests.Features.Core.Teams;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Customers;

public sealed partial class SignInCodeTests(Server server) : IAsyncLifetime
{
    private const string Carol = "carol@example.test";
    private const string Ask = "/api/v1/shop/auth/code";
    private const string Enter = "/api/v1/shop/auth/code/confirmation";
    private readonly TestClock clock = new();
    private OrionApp app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await OrionApp.StartAsync(server, new AppOptions { Workers = true, Clock = clock });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_mailed_code_signs_in_once_however_often_it_comes()
    {
        using var api = app.Api("acme");
        var (challenge, code) = await AskAsync(api, Carol);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.SendAsync("POST", Enter, new { challenge, code = $"{code[..3]} {code[3..]}" })));

        var signedIn = Assert.Single(answers, a => a.Status == 200).Body;
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal("422 bad_code", a.Code()));
        using var session = app.Api("acme");
        session.DefaultRequestHeaders.Authorization = new("Bearer", signedIn.GetProperty("accessToken").GetString());
        Assert.Equal(Carol, (await session.GetJsonAsync("/api/v1/shop/account")).GetProperty("email").GetString());
        Assert.Equal(200, (await api.SendAsync("POST", "/api/v1/shop/auth/refresh", new { refreshToken = signedIn.GetProperty("refreshToken").GetString() })).Status);
        Assert.Equal("1", await TestDatabase.AskAsync(
            app.Database.Platform, $"select count(*) from customers where store_id = '{app.World["acme"].Id}' and email = '{Carol}' and email_verified_at is not null"));
    }

    [Fact]
    public async Task A_known_address_can_not_be_told_from_an_unknown_one()
    {
        using var api = app.Api("acme");
        var (challenge, code) = await AskAsync(api, Carol);

        var (status, unknown) = await api.SendAsync("POST", Ask, new { email = "nobody@example.test" });
        Assert.Equal(202, status);
        var known = (await api.SendAsync("POST", Ask, new { email = Carol })).Body;
        Assert.Equal(
            known.GetRawText().Replace(known.GetProperty("challenge").GetString()!, "", StringComparison.Ordinal),
            unknown.GetRawText().Replace(unknown.GetProperty("challenge").GetString()!, "", StringComparison.Ordinal));

        using var wrong = await TryAsync(api, challenge, code == "000000" ? "000001" : "000000");
        using var none = await TryAsync(api, unknown.GetProperty("challenge").GetString()!, "000000");
        Assert.Equal(wrong.StatusCode, none.StatusCode);
        Assert.Equal(await wrong.TextAsync(), await none.TextAsync());
    }

    [Fact]
    public async Task Five_wrong_codes_are_all_even_when_they_come_at_once()
    {
        using var api = app.Api("acme");
        var (challenge, code) = await AskAsync(api, Carol);
        var wrong = Enumerable.Range(0, 1_000_000).Select(n => $"{n:D6}").Where(c => c != code).Take(24);

        var answers = await Task.WhenAll(wrong.Select(c => api.SendAsync("POST", Enter, new { challenge, code = c })));

        Assert.All(answers, a => Assert.Equal("422 bad_code", a.Code()));
        Assert.Equal("422 bad_code", (await api.SendAsync("POST", Enter, new { challenge, code })).Code());
        Assert.Equal("5", await TestDatabase.AskAsync(app.Database.Platform, $"select max(tries) from customer_codes where store_id = '{app.World["acme"].Id}'"));
    }

    [Fact]
    public async Task A_code_is_good_in_its_own_store_where_it_was_asked_for_and_for_ten_minutes()
    {
        using var api = app.Api("acme");
        using var birch = app.Api("birch");
        var (challenge, code) = await AskAsync(api, Carol);

        Assert.Equal("422 bad_code", (await birch.SendAsync("POST", Enter, new { challenge, code })).Code());
        // Somebody else's challenge for the same address: theirs had another code.
        var other = (await api.SendAsync("POST", Ask, new { email = Carol })).Body.GetProperty("challenge").GetString()!;
        var (_, otherCode) = await AskAsync(api, Carol);
        if (otherCode != code) Assert.Equal("422 bad_code", (await api.SendAsync("POST", Enter, new { challenge = other, code })).Code());
        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("422 bad_code", (await api.SendAsync("POST", Enter, new { challenge, code })).Code());
    }

    [Fact]
    public async Task An_address_gets_ten_codes_an_hour_and_whoever_asks_more_is_told_the_same()
    {
        using var api = app.Api("acme");
        for (var asked = 0; asked < 13; asked++) Assert.Equal(202, (await api.SendAsync("POST", Ask, new { email = Carol })).Status);

        await UntilAsync("select count(*) from jobs where kind = 'customers.sign-in-code' and state <> 'Done'", "0");
        Assert.Equal("10", await TestDatabase.AskAsync(app.Database.Platform, "select count(*) from customer_codes where code_hash is not null"));
        clock.Advance(TimeSpan.FromMinutes(61));
        await AskAsync(api, Carol);
    }

    [Fact]
    public async Task The_pages_sign_in_by_the_browser_that_asked_and_keep_where_it_wanted_to_be()
    {
        using var browser = app.Shop("acme");
        using var other = app.Shop("acme");
        using var login = await browser.GetAsync("/login?next=%2Fcart", Stop);
        Assert.Contains("href=\"/login/code?next=%2Fcart\"", await login.TextAsync(), StringComparison.Ordinal);

        using var asked = await browser.PostFormAsync("/login/code?next=%2Fcart", ("email", Carol));
        Assert.Equal("/login/code/confirmation?next=%2Fcart", asked.Headers.Location!.OriginalString);
        var code = await CodeAsync();
        using var elsewhere = await other.PostFormAsync("/login/code/confirmation", ("code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.StatusCode);
        using var wrong = await browser.PostFormAsync("/login/code/confirmation?next=%2Fcart", ("code", "12345"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("value=\"12345\"", await wrong.TextAsync(), StringComparison.Ordinal);
        using var done = await browser.PostFormAsync("/login/code/confirmation?next=%2Fcart", ("code", code));
        Assert.Equal("/cart", done.Headers.Location!.OriginalString);
        using var account = await browser.GetAsync("/account", Stop);
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);

        // Nobody is led away to another site by the address of the form.
        using var away = await browser.PostFormAsync("/login/code?next=https%3A%2F%2Felsewhere.example", ("email", Carol));
        Assert.Equal("/login/code/confirmation", away.Headers.Location!.OriginalString);
    }

    private static Task<HttpResponseMessage> TryAsync(HttpClient api, string challenge, string code)
    {
        api.DefaultRequestHeaders.Remove("X-Correlation-Id");
        api.DefaultRequestHeaders.Add("X-Correlation-Id", "the-same-for-both");
        return api.PostJsonAsync(Enter, new { challenge, code });
    }

    private async Task<(string Challenge, string Code)> AskAsync(HttpClient api, string email)
    {
        var folder = Path.Combine(app.DataFolder, "mail");
        if (Directory.Exists(folder)) foreach (var file in Directory.GetFiles(folder, "*.eml")) File.Delete(file);
        var (status, body) = await api.SendAsync("POST", Ask, new { email });
        Assert.Equal(202, status);
        return (body.GetProperty("challenge").GetString()!, await CodeAsync());
    }

    private async Task<string> CodeAsync() => Digits().Match(await app.MailAsync(Carol, "", "is your code for Acme Mugs")).Value;

    private async Task UntilAsync(string sql, string expected)
    {
        for (var tries = 0; tries < 500; tries++, await Task.Delay(20, Stop))
            if (await TestDatabase.AskAsync(app.Database.Platform, sql) == expected)
                return;
        Assert.Fail($"It never became {expected}: {sql}");
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Digits();
}
