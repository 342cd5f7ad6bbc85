using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core;

public sealed class SignInTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Everyone => new()
    {
        { "shop", "carol@example.test" }, { "store", "owner@acme.test" }, { "store", "staff@acme.test" }, { "admin", "ada@harbour.test" }
    };

    private HttpClient Program(string face) => face == "admin" ? app.AdminApi(Who.Nobody) : app.Api("acme");

    private HttpClient Browser(string face) => face switch
    {
        "admin" => app.Console(Who.Nobody),
        "store" => app.Dashboard("acme", Who.Nobody),
        _ => app.Shop("acme")
    };

    private static string Page(string face, string path) => face == "store" ? "/store" + path : path;

    private static string Protected(string face) => face switch
    {
        "admin" => "/api/v1/admin/stores",
        "store" => "/api/v1/store/orders",
        _ => "/api/v1/shop/account"
    };

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task A_right_password_gives_tokens_that_open_the_face(string face, string email)
    {
        using var program = Program(face);
        using var signedIn = await program.PostJsonAsync($"/api/v1/{face}/auth/login", new { email = email.ToUpperInvariant(), password = World.Password });
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var tokens = await signedIn.JsonAsync();
        Assert.Equal(600, tokens.GetProperty("expiresIn").GetInt32());
        Assert.NotEmpty(tokens.GetProperty("refreshToken").GetString()!);
        Assert.False(signedIn.Headers.Contains("Set-Cookie"));

        program.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("accessToken").GetString());
        using var answer = await program.GetAsync(Protected(face), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task A_page_signs_in_with_a_host_cookie_and_goes_where_the_person_wanted(string face, string email)
    {
        using var browser = Browser(face);
        var wanted = face == "shop" ? "/account" : face == "store" ? "/products" : "/platforms";
        using var sent = await browser.GetAsync(Page(face, wanted), Stop);
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        var login = sent.Headers.Location!.ToString();
        Assert.StartsWith(Page(face, "/login?next="), login, StringComparison.Ordinal);
        Assert.Contains("<form", await browser.GetStringAsync(login, Stop), StringComparison.Ordinal);

        using var signedIn = await browser.PostFormAsync(login, ("email", email), ("password", World.Password));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.Equal(Page(face, wanted), signedIn.Headers.Location!.ToString());
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"__Host-orion-{face}=", cookie, StringComparison.Ordinal);
        foreach (var part in new[] { "httponly", "secure", "samesite=lax", "path=/" }) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);

        using var there = await browser.GetAsync(Page(face, wanted), Stop);
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        using var again = await browser.GetAsync(Page(face, "/login"), Stop);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);

        using var left = await browser.PostFormAsync(Page(face, "/logout"));
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        using var outside = await browser.GetAsync(Page(face, wanted), Stop);
        Assert.Equal(HttpStatusCode.Found, outside.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task A_wrong_password_and_an_unknown_person_get_the_same_answer_for_the_same_work(string face, string email)
    {
        using var program = Program(face);
        var checks = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Name == "orion.password.checks") me.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref checks, count));
        listener.Start();
        var answers = new List<string>();
        foreach (var person in new[] { email, "nobody@nowhere.test" })
        {
            var before = Interlocked.Read(ref checks);
            using var refused = await program.PostJsonAsync($"/api/v1/{face}/auth/login", new { email = person, password = "not the password" });
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            var problem = await refused.JsonAsync();
            Assert.Equal("bad_credentials", problem.GetProperty("code").GetString());
            answers.Add(string.Join('|', problem.EnumerateObject().Where(p => p.Name != "traceId").Select(p => p.ToString())));
            Assert.True(Interlocked.Read(ref checks) > before, "A hash is computed whether or not there is an account.");
        }

        Assert.Equal(answers[0], answers[1]);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task A_wrong_password_on_a_page_brings_the_form_back_without_the_password(string face, string email)
    {
        using var browser = Browser(face);
        using var refused = await browser.PostFormAsync(Page(face, "/login"), ("email", email), ("password", "wrong-secret"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        var html = await refused.TextAsync();
        Assert.Contains($"value=\"{email}\"", html, StringComparison.Ordinal);
        Assert.Contains("is not right", html, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_of_one_face_are_nobody_on_the_others_and_in_other_stores()
    {
        foreach (var (face, store, email) in new[]
        {
            ("admin", "", "owner@acme.test"), ("store", "acme", "ada@harbour.test"), ("store", "acme", "carol@example.test"),
            ("shop", "acme", "owner@acme.test"), ("store", "birch", "owner@acme.test"), ("store", "cedar", "staff@acme.test")
        })
        {
            using var program = store.Length == 0 ? app.AdminApi(Who.Nobody) : app.Api(store);
            using var refused = await program.PostJsonAsync($"/api/v1/{face}/auth/login", new { email, password = World.Password });
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Theory]
    [InlineData("//evil.test/x")]
    [InlineData("/\\evil.test")]
    [InlineData("https://evil.test/")]
    [InlineData("/a\\b")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_never_leads_to_another_site(string next)
    {
        using var browser = app.Console(Who.Nobody);
        using var signedIn = await browser.PostFormAsync(
            "/login?next=" + Uri.EscapeDataString(next), ("email", "ada@harbour.test"), ("password", World.Password));
        Assert.Equal("/", signedIn.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Missing_fields_are_named()
    {
        using var program = app.AdminApi(Who.Nobody);
        using var refused = await program.PostJsonAsync("/api/v1/admin/auth/login", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var errors = (await refused.JsonAsync()).GetProperty("errors");
        Assert.True(errors.TryGetProperty("email", out _) && errors.TryGetProperty("password", out _));
    }

    [Fact]
    public async Task A_form_from_another_site_signs_nobody_in()
    {
        using var browser = app.Dashboard("acme", Who.Nobody);
        var request = new HttpRequestMessage(HttpMethod.Post, "/store/login")
        {
            Content = new FormUrlEncodedContent([new("email", "owner@acme.test"), new("password", World.Password)])
        };
        request.Headers.Add("Sec-Fetch-Site", "same-site");
        using var refused = await browser.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_customer_sees_their_own_account_as_page_and_as_json()
    {
        using var browser = app.Shop("acme", Who.Customer);
        var html = await browser.GetStringAsync("/account", Stop);
        Assert.Contains("Carol of Acme Mugs", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Your account\"", html, StringComparison.Ordinal);
        using var stranger = app.Shop("acme");
        Assert.Contains("href=\"/login\" aria-label=\"Sign in\"", await stranger.GetStringAsync("/", Stop), StringComparison.Ordinal);
        using var program = app.Api("birch", Who.Customer);
        var account = await program.GetJsonAsync("/api/v1/shop/account");
        Assert.Equal("Carol of Birch & Sohn", account.GetProperty("name").GetString());
    }
}
