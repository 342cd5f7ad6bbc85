using System.Net;
using Orion.Framework.Auth;
using Orion.Framework.Web;
using Orion.Tests.Endpoints;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Web.Pipeline;

/// <summary>What the browser is told, and where it is never sent.</summary>
public sealed class BrowserSafetyTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Elsewhere =>
    [
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/%5Cevil.example\\", "https://evil.example", "http:evil.example",
        "HTTPS://evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example", "/\r\nLocation: https://evil.example", "evil.example",
        " //evil.example", "/login", "/logout", "@evil.example", "/..//\\evil.example", "https:/\\evil.example", "//evil.example/%2f.."
    ];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void Nobody_is_sent_elsewhere_after_signing_in(string next) => Assert.Equal("/", LocalAddress.Of(next));

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Signing_in_leads_to_the_face_whatever_is_asked_for(string next)
    {
        foreach (var (browser, login) in new[] { (app.Dashboard("acme"), "/store/login"), (app.Shop("acme", Who.Customer), "/login"), (app.Console(), "/login") })
            using (browser)
            {
                using var response = await browser.GetAsync($"{login}?next={Uri.EscapeDataString(next)}", Stop);
                if (response.StatusCode == HttpStatusCode.BadRequest) continue;
                Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
                Assert.Contains(response.Headers.Location!.OriginalString, (string[])["/", "/store", "/account"]);
            }
    }

    [Fact]
    public async Task Every_cookie_that_is_set_is_bound_to_its_host()
    {
        using var browser = app.Clients.Raw(app.World["acme"].Host);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/store/login")
        {
            Content = new FormUrlEncodedContent([new("email", "owner@acme.test"), new("password", World.Password)])
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await browser.SendAsync(request, Stop);
        var cookies = response.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-orion-", cookie, StringComparison.Ordinal);
            foreach (var part in (string[])["; secure", "; httponly", "; samesite=lax", "; path=/"])
                Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Every_page_carries_the_whole_set_of_headers()
    {
        List<string> wrong = [];
        var things = await Things.MakeAsync(app, "acme");
        foreach (var endpoint in MappedEndpoint.All(app).Where(e => e.Method == "GET"))
        {
            var who = endpoint.Mount.Face switch { Face.Admin => Who.Admin, Face.Shop => Who.Customer, _ => Who.Owner };
            using var client = new Caller(who, who == Who.Admin ? null : "acme").At(app, endpoint.HostFor(app.World["acme"]), endpoint);
            using var response = await client.SendAsync(EndpointRows.Find(endpoint.Operation)!.Ask(endpoint, things), Stop);
            foreach (var (name, value) in new Dictionary<string, string>
            {
                ["Content-Security-Policy"] = SecurityHeaders.ContentSecurityPolicy,
                ["X-Content-Type-Options"] = "nosniff",
                ["X-Frame-Options"] = "DENY",
                ["Cross-Origin-Opener-Policy"] = "same-origin",
                ["Cross-Origin-Resource-Policy"] = "same-origin",
                ["Referrer-Policy"] = "strict-origin-when-cross-origin",
                ["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
            })
                if (!response.Headers.TryGetValues(name, out var said) || said.Single() != value) wrong.Add($"{endpoint}: {name}");
        }

        Assert.Empty(wrong);
        Assert.DoesNotContain("unsafe", SecurityHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.DoesNotContain("nonce", SecurityHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Original-Host", "evil.example")]
    [InlineData("Forwarded", "host=evil.example")]
    [InlineData("X-Host", "evil.example")]
    public async Task No_answer_speaks_of_a_host_that_a_stranger_claims(string header, string value)
    {
        List<string> wrong = [];
        foreach (var endpoint in MappedEndpoint.All(app))
        {
            var things = await ThingsAsync();
            var who = endpoint.Mount.Face switch { Face.Admin => Who.Admin, Face.Shop => Who.Customer, _ => Who.Owner };
            using var client = new Caller(who, who == Who.Admin ? null : "acme").At(app, endpoint.HostFor(app.World["acme"]), endpoint);
            using var request = EndpointRows.Find(endpoint.Operation)!.Ask(endpoint, things);
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await client.SendAsync(request, Stop);
            if ((await response.TextAsync() + response.Headers).Contains("evil.example", StringComparison.OrdinalIgnoreCase)) wrong.Add($"{endpoint}");
        }

        Assert.Empty(wrong);
        // Mails are written from work: what waits there holds no address that the caller claimed.
        Assert.Equal("0", await TestDatabase.AskAsync(app.Database.Platform, "select count(*) from jobs where payload::text like '%evil.example%'"));
    }

    private Things? made;

    private async Task<Things> ThingsAsync() => made ??= await Things.MakeAsync(app, "acme");
}
