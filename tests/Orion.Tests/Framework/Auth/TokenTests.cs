using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Orion.Framework.Auth;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;
using Door = Orion.Framework.Web.Door;

namespace Orion.Tests.Framework.Auth;

public sealed class TokenTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private KeyRing Keys => app.Services.GetRequiredService<KeyRing>();

    [Fact]
    public async Task A_token_of_another_kind_door_or_store_is_nobody()
    {
        var owner = await TokenAsync(Who.Owner, "acme", Door.Api);
        Assert.Equal(200, await ApiAsync("acme", "/api/v1/store/orders", owner));
        Assert.Equal(401, await ApiAsync("birch", "/api/v1/store/orders", owner));
        Assert.Equal(401, await ApiAsync("cedar", "/api/v1/store/orders", owner));
        Assert.Equal(401, await ApiAsync("acme", "/api/v1/shop/account", owner));
        Assert.Equal(401, await ApiAsync("acme", "/api/v1/store/orders", await TokenAsync(Who.Customer, "acme", Door.Api)));
        Assert.Equal(401, await ApiAsync("acme", "/api/v1/store/orders", await TokenAsync(Who.Admin, null, Door.Api)));
        Assert.Equal(401, await ApiAsync("acme", "/api/v1/store/orders", await TokenAsync(Who.Owner, "acme", Door.Page)));
        using var console = app.AdminApi(Who.Nobody);
        console.DefaultRequestHeaders.Authorization = new("Bearer", owner);
        using var refused = await console.GetAsync("/api/v1/admin/stores", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("invalid_token", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_does_not_hold_is_refused_even_where_nobody_need_sign_in() =>
        Assert.Equal(401, await ApiAsync("birch", "/api/v1/shop/products", await TokenAsync(Who.Customer, "acme", Door.Api)));

    [Fact]
    public async Task The_API_takes_no_cookie_and_pages_take_no_bearer()
    {
        using var program = app.Api("acme");
        foreach (var door in new[] { Door.Page, Door.Api })
        {
            var token = await TokenAsync(Who.Owner, "acme", door);
            var api = new HttpRequestMessage(HttpMethod.Get, "/api/v1/store/orders");
            api.Headers.Add("Cookie", $"__Host-orion-store={token}");
            using var refused = await program.SendAsync(api, Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            var page = new HttpRequestMessage(HttpMethod.Get, "/store/products");
            page.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var sent = await program.SendAsync(page, Stop);
            Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        }

        var cookie = new HttpRequestMessage(HttpMethod.Get, "/store/products");
        cookie.Headers.Add("Cookie", $"__Host-orion-store={await TokenAsync(Who.Owner, "acme", Door.Api)}");
        using var wrongDoor = await program.SendAsync(cookie, Stop);
        Assert.Equal(HttpStatusCode.Found, wrongDoor.StatusCode);
    }

    [Fact]
    public async Task Forged_tokens_are_refused_whatever_their_header_says()
    {
        var real = await TokenAsync(Who.Owner, "acme", Door.Api);
        var parts = real.Split('.');
        var kid = new JsonWebToken(real).Kid;
        var key = await Keys.SigningAsync(Stop);
        var publicKey = key.ECDsa.ExportSubjectPublicKeyInfo();
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] forged =
        [
            $"{Encoded("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.",
            $"{Encoded("""{"alg":"None","typ":"at+jwt","kid":""" + $"\"{kid}\"" + "}")}.{parts[1]}.",
            Hmac($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{kid}}"}""", parts[1], publicKey),
            Hmac($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{kid}}"}""", parts[1], Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", publicKey))),
            Signed($$"""{"alg":"ES256","typ":"at+jwt","kid":"{{kid}}"}""", parts[1], stranger),
            Signed("""{"alg":"ES256","typ":"at+jwt"}""", parts[1], key.ECDsa),
            Signed("""{"alg":"ES256","typ":"at+jwt","kid":"../../../dev/null"}""", parts[1], key.ECDsa),
            Signed("""{"alg":"ES256","typ":"at+jwt","kid":"' or 1=1 --"}""", parts[1], key.ECDsa),
            Signed($$"""{"alg":"ES256","typ":"JWT","kid":"{{kid}}"}""", parts[1], key.ECDsa),
            Signed($$"""{"alg":"ES256","typ":"at+jwt","kid":"{{kid}}"}""", Encoded("""{"store":{"a":1},"sub":5,"exp":"x"}"""), key.ECDsa),
            $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.{new string('A', 86)}", "..", "a.b.c", "", new string('a', 9000),
            parts[0] + "." + Encoded("[]") + "." + parts[2]
        ];
        foreach (var token in forged)
        {
            Assert.Equal(401, await ApiAsync("acme", "/api/v1/store/orders", token));
            using var browser = app.Dashboard("acme", Who.Nobody);
            browser.DefaultRequestHeaders.Add("Cookie", $"__Host-orion-store={token}");
            using var sent = await browser.GetAsync("/store/products", Stop);
            Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        }
    }

    [Fact]
    public async Task A_token_with_a_wrong_issuer_audience_or_time_is_refused_though_signed_by_us()
    {
        var real = new JsonWebToken(await TokenAsync(Who.Owner, "acme", Door.Api));
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        Assert.Equal(200, await ApiAsync("acme", "/api/v1/store/orders", await MakeAsync("orion", "store/api", now, now.AddMinutes(5))));
        Assert.Equal(401, await ApiAsync("acme", "/api/v1/store/orders", await MakeAsync("other", "store/api", now, now.AddMinutes(5))));
        Assert.Equal(401, await ApiAsync("acme", "/api/v1/store/orders", await MakeAsync("orion", "store/page", now, now.AddMinutes(5))));
        Assert.Equal(401, await ApiAsync("acme", "/api/v1/store/orders", await MakeAsync("orion", "admin/api", now, now.AddMinutes(5))));
        Assert.Equal(401, await ApiAsync("acme", "/api/v1/store/orders", await MakeAsync("orion", "store/api", now.AddMinutes(-20), now.AddMinutes(-10))));
        Assert.Equal(401, await ApiAsync("acme", "/api/v1/store/orders", await MakeAsync("orion", "store/api", now.AddMinutes(10), now.AddMinutes(20))));

        async Task<string> MakeAsync(string issuer, string audience, DateTimeOffset from, DateTimeOffset to) =>
            new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Subject = new ClaimsIdentity(
                [
                    new("sub", real.Subject), new("sid", real.GetPayloadValue<string>("sid")), new("store", real.GetPayloadValue<string>("store")),
                    new("kind", "user")
                ]),
                NotBefore = from.UtcDateTime,
                IssuedAt = from.UtcDateTime,
                Expires = to.UtcDateTime,
                TokenType = "at+jwt",
                SigningCredentials = new SigningCredentials(await Keys.SigningAsync(Stop), SecurityAlgorithms.EcdsaSha256)
            });
    }

    [Fact]
    public async Task A_member_without_the_permission_gets_403_and_a_stranger_401()
    {
        using var staff = app.Api("acme", Who.Staff);
        using var forbidden = await staff.DeleteAsync($"/api/v1/store/products/{app.World["acme"].Draft.Id}", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Equal("forbidden", (await forbidden.JsonAsync()).GetProperty("code").GetString());
        using var nobody = app.Api("acme");
        using var refused = await nobody.GetAsync("/api/v1/store/orders", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
    }

    private Task<string> TokenAsync(Who who, string? store, Door door) => app.Clients.TokenAsync(who, store, door);

    private async Task<int> ApiAsync(string store, string path, string token)
    {
        using var program = app.Api(store);
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var answer = await program.SendAsync(request, Stop);
        return (int)answer.StatusCode;
    }

    private static string Encoded(string text) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text));

    private static string Hmac(string header, string payload, byte[] key)
    {
        var signed = $"{Encoded(header)}.{payload}";
        return $"{signed}.{WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Signed(string header, string payload, ECDsa key)
    {
        var signed = $"{Encoded(header)}.{payload}";
        return $"{signed}.{WebEncoders.Base64UrlEncode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }
}
