using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Auth;
using Orion.Tests.Fixtures;
using Door = Orion.Framework.Web.Door;

namespace Orion.Tests.Framework.Auth;

/// <summary>
/// Tokens as a forger would make them, most of them signed with the installation's own key so that nothing but the one fault can
/// be why they are refused. Each is shown as the bearer on the API and as the cookie on pages, on all three faces.
/// </summary>
public sealed class ForgedTokenTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Faces = ["shop", "store", "admin"];

    private static readonly Dictionary<string, Func<Forge, string>> Forgeries = new()
    {
        ["alg none, no signature"] = f => f.Unsigned("none"),
        ["alg None"] = f => f.Unsigned("None"),
        ["alg nOnE"] = f => f.Unsigned("nOnE"),
        ["alg none, signature kept"] = f => f.Unsigned("none") + f.Signature,
        ["alg empty"] = f => f.With(h => h["alg"] = ""),
        ["no alg"] = f => f.With(h => h.Remove("alg")),
        ["HS256 by the public key, DER"] = f => f.Hmac("HS256", f.PublicKey),
        ["HS256 by the public key, PEM"] = f => f.Hmac("HS256", Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", f.PublicKey))),
        ["HS256 by an empty key"] = f => f.Hmac("HS256", []),
        ["HS256 by the key id"] = f => f.Hmac("HS256", Encoding.ASCII.GetBytes(f.Kid)),
        ["HS512 by the public key"] = f => f.Hmac("HS512", f.PublicKey),
        ["alg RS256 over our signature"] = f => f.With(h => h["alg"] = "RS256"),
        ["RS256 by a stranger"] = f => f.Rsa(),
        ["alg ES384 over our signature"] = f => f.With(h => h["alg"] = "ES384"),
        ["alg es256 in small letters"] = f => f.With(h => h["alg"] = "es256"),
        ["ES256 by a stranger"] = f => f.Stranger(),
        ["another issuer"] = f => f.Saying(c => c["iss"] = "https://evil.test"),
        ["no issuer"] = f => f.Saying(c => c.Remove("iss")),
        ["another face's audience"] = f => f.Saying(c => c["aud"] = f.Face == "admin" ? $"store/{f.Door}" : $"admin/{f.Door}"),
        ["the other door's audience"] = f => f.Saying(c => c["aud"] = $"{f.Face}/{(f.Door == "api" ? "page" : "api")}"),
        ["no audience"] = f => f.Saying(c => c.Remove("aud")),
        ["a list of audiences"] = f => f.Saying(c => c["aud"] = new JsonArray($"{f.Face}/{f.Door}", "admin/api")),
        ["another type"] = f => f.With(h => h["typ"] = "JWT"),
        ["no type"] = f => f.With(h => h.Remove("typ")),
        ["another kind"] = f => f.Saying(c => c["kind"] = f.Face == "admin" ? "user" : "admin"),
        ["no kind"] = f => f.Saying(c => c.Remove("kind")),
        ["another store"] = f => f.Saying(c => c["store"] = Guid.CreateVersion7().ToString()),
        ["somebody else"] = f => f.Saying(c => c["sub"] = Guid.CreateVersion7().ToString()),
        ["another session"] = f => f.Saying(c => c["sid"] = Guid.CreateVersion7().ToString()),
        ["no session"] = f => f.Saying(c => c.Remove("sid")),
        ["expired"] = f => f.Saying(c => c["exp"] = f.Now - 60),
        ["never expiring"] = f => f.Saying(c => c.Remove("exp")),
        ["not yet"] = f => f.Saying(c => c["nbf"] = f.Now + 600),
        ["kid a path"] = f => f.With(h => h["kid"] = "../../../../dev/null"),
        ["kid SQL"] = f => f.With(h => h["kid"] = "x' union select 'key' --"),
        ["kid empty"] = f => f.With(h => h["kid"] = ""),
        ["no kid"] = f => f.With(h => h.Remove("kid")),
        ["kid foreign"] = f => f.With(h => h["kid"] = "0123456789abcdef"),
        ["kid a number"] = f => f.With(h => h["kid"] = 7),
        ["jku"] = f => f.With(h => h["jku"] = "https://evil.test/jwks.json"),
        ["jwk of a stranger, signed by them"] = f => f.Stranger(withKey: true),
        ["x5u"] = f => f.With(h => h["x5u"] = "https://evil.test/chain.pem"),
        ["crit"] = f => f.With(h => h["crit"] = new JsonArray("exp")),
        ["a claim twice"] = f => f.SayingRaw(json => json[..^1] + $",\"sub\":\"{Guid.CreateVersion7()}\"}}"),
        ["a header twice"] = f => f.WithRaw(json => "{\"alg\":\"none\"," + json[1..]),
        ["signature cut short"] = f => f.Real[..^6],
        ["signature of zeros"] = f => f.Real[..(f.Real.LastIndexOf('.') + 1)] + new string('A', 86),
        ["signature missing"] = f => f.Real[..(f.Real.LastIndexOf('.') + 1)],
        ["claims changed under the signature"] = f => f.Tampered(),
        ["four parts"] = f => f.Real + ".AAAA",
        ["five parts, as if encrypted"] = f => f.Real + ".AAAA.AAAA",
        ["nothing but dots"] = _ => "..",
        ["longer than any of ours"] = f => f.Real + new string('A', 5000)
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Forgeries.Keys];

    [Fact]
    public async Task The_forge_makes_a_good_token_when_nothing_is_forged()
    {
        foreach (var face in Faces)
        {
            Assert.Equal(HttpStatusCode.OK, await ApiAsync(face, (await ForgeAsync(face, Door.Api)).Honest()));
            Assert.Equal(HttpStatusCode.OK, await PageAsync(face, (await ForgeAsync(face, Door.Page)).Honest()));
        }
    }

    [Fact]
    public void There_are_at_least_forty() => Assert.True(Forgeries.Count >= 40);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_forged_token_is_accepted_on_any_face_by_any_door(string name)
    {
        foreach (var face in Faces)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await ApiAsync(face, Forgeries[name](await ForgeAsync(face, Door.Api))));
            Assert.Equal(HttpStatusCode.Found, await PageAsync(face, Forgeries[name](await ForgeAsync(face, Door.Page))));
        }
    }

    [Fact]
    public async Task A_cookies_token_is_no_bearer_and_a_bearers_token_no_cookie()
    {
        foreach (var face in Faces)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await ApiAsync(face, (await ForgeAsync(face, Door.Page)).Real));
            Assert.Equal(HttpStatusCode.Found, await PageAsync(face, (await ForgeAsync(face, Door.Api)).Real));
        }
    }

    private async Task<HttpStatusCode> ApiAsync(string face, string token)
    {
        using var program = face == "admin" ? app.AdminApi(Who.Nobody) : app.Api("acme");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{face}/account");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var answer = await program.SendAsync(request, Stop);
        if (answer.StatusCode == HttpStatusCode.Unauthorized) Assert.Contains("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> PageAsync(string face, string token)
    {
        using var browser = face switch { "admin" => app.Console(Who.Nobody), "store" => app.Dashboard("acme", Who.Nobody), _ => app.Shop("acme") };
        using var request = new HttpRequestMessage(HttpMethod.Get, face == "store" ? "/store/account" : "/account");
        request.Headers.TryAddWithoutValidation("Cookie", $"__Host-orion-{face}={token}");
        using var answer = await browser.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    private async Task<Forge> ForgeAsync(string face, Door door)
    {
        var who = face switch { "admin" => Who.Admin, "store" => Who.Owner, _ => Who.Customer };
        var token = await app.Clients.TokenAsync(who, face == "admin" ? null : "acme", door);
        var key = await app.Services.GetRequiredService<KeyRing>().SigningAsync(Stop);
        return new Forge(token, key.ECDsa, face, door.ToString().ToLowerInvariant(), app.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds());
    }

    private sealed record Forge(string Real, ECDsa Key, string Face, string Door, long Now)
    {
        private string[] Parts => Real.Split('.');

        public string Signature => Parts[2];

        public byte[] PublicKey => Key.ExportSubjectPublicKeyInfo();

        public string Kid => (string)Node(Parts[0])["kid"]!;

        public string Honest() => Sign(Parts[0], Parts[1]);

        public string With(Action<JsonObject> change) => WithRaw(_ => Changed(Parts[0], change));

        public string WithRaw(Func<string, string> change) => Sign(Encoded(change(Node(Parts[0]).ToJsonString())), Parts[1]);

        public string Saying(Action<JsonObject> change) => SayingRaw(_ => Changed(Parts[1], change));

        public string SayingRaw(Func<string, string> change) => Sign(Parts[0], Encoded(change(Node(Parts[1]).ToJsonString())));

        public string Unsigned(string algorithm) => $"{Encoded(Changed(Parts[0], h => h["alg"] = algorithm))}.{Parts[1]}.";

        public string Hmac(string algorithm, byte[] key)
        {
            var text = $"{Encoded(Changed(Parts[0], h => h["alg"] = algorithm))}.{Parts[1]}";
            var bytes = Encoding.ASCII.GetBytes(text);
            return $"{text}.{WebEncoders.Base64UrlEncode(algorithm == "HS512" ? HMACSHA512.HashData(key, bytes) : HMACSHA256.HashData(key, bytes))}";
        }

        public string Rsa()
        {
            using var rsa = RSA.Create(2048);
            var text = $"{Encoded(Changed(Parts[0], h => h["alg"] = "RS256"))}.{Parts[1]}";
            return $"{text}.{WebEncoders.Base64UrlEncode(rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }

        public string Stranger(bool withKey = false)
        {
            using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var point = stranger.ExportParameters(false).Q;
            var header = Encoded(Changed(Parts[0], h =>
            {
                if (withKey) h["jwk"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = WebEncoders.Base64UrlEncode(point.X!), ["y"] = WebEncoders.Base64UrlEncode(point.Y!) };
            }));
            return Sign(header, Parts[1], stranger);
        }

        public string Tampered() => $"{Parts[0]}.{Encoded(Changed(Parts[1], c => c["exp"] = Now + 86_400))}.{Parts[2]}";

        private string Sign(string header, string claims, ECDsa? key = null)
        {
            var text = $"{header}.{claims}";
            return $"{text}.{WebEncoders.Base64UrlEncode((key ?? Key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
        }

        private static JsonObject Node(string part) => JsonNode.Parse(WebEncoders.Base64UrlDecode(part))!.AsObject();

        private static string Changed(string part, Action<JsonObject> change)
        {
            var node = Node(part);
            change(node);
            return node.ToJsonString();
        }

        private static string Encoded(string json) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json));
    }
}
