using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Orion.Framework.Auth;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Auth;

public sealed class KeyRotationTests(Server server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_rotate_under_load_on_two_nodes_and_nobody_is_signed_out()
    {
        var clock = new TestClock();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Clock = clock });
        await using var other = await OrionApp.StartAsync(server, new AppOptions { Clock = clock, Database = app.Database });
        // Keys are made when they are first needed: before the clock is moved, or the first of them is too young to rotate.
        await app.Clients.TokenAsync(Who.Owner, "acme", Orion.Framework.Web.Door.Api);
        var answers = 0;
        using var done = new CancellationTokenSource();
        HttpClient[] clients = [app.Api("acme", Who.Owner), other.Api("acme", Who.Owner), app.Api("acme", Who.Customer), other.AdminApi()];
        string[] paths = ["/api/v1/store/account", "/api/v1/store/account", "/api/v1/shop/account", "/api/v1/admin/account"];
        var load = clients.Zip(paths).Select(async pair =>
        {
            while (!done.IsCancellationRequested)
            {
                using var answer = await pair.First.GetAsync(pair.Second, Stop);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Interlocked.Increment(ref answers);
            }
        }).ToList();

        HashSet<string> signedBy = [];
        for (var rotation = 0; rotation < 6; rotation++)
        {
            clock.Advance(KeyRing.ReadAgain + TimeSpan.FromSeconds(1));
            Assert.True(await RotateAsync(app));
            clock.Advance(KeyRing.ReadAgain + TimeSpan.FromSeconds(1));
            // Whoever signs in on one node right after a rotation is known on the other at once.
            var token = await app.Clients.TokenAsync(Who.Owner, "acme", Orion.Framework.Web.Door.Api);
            signedBy.Add(new JsonWebToken(token).Kid);
            using var fresh = other.Api("acme");
            fresh.DefaultRequestHeaders.Authorization = new("Bearer", token);
            using var known = await fresh.GetAsync("/api/v1/store/account", Stop);
            Assert.Equal(HttpStatusCode.OK, known.StatusCode);
            var enough = Volatile.Read(ref answers) + 20;
            while (Volatile.Read(ref answers) < enough && load.TrueForAll(l => !l.IsCompleted)) await Task.Delay(5, Stop);
        }

        await done.CancelAsync();
        await Task.WhenAll(load);
        Assert.Equal(6, signedBy.Count);
    }

    [Fact]
    public async Task A_key_that_other_nodes_may_not_know_does_not_sign()
    {
        var clock = new TestClock();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Clock = clock });
        await app.Clients.TokenAsync(Who.Owner, "acme", Orion.Framework.Web.Door.Api);
        Assert.False(await RotateAsync(app));
        clock.Advance(KeyRing.ReadAgain);
        Assert.True(await RotateAsync(app));
        Assert.False(await RotateAsync(app));
    }

    [Fact]
    public async Task The_schedule_rotates_after_its_time_and_forgets_what_verifies_nothing()
    {
        var clock = new TestClock();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Clock = clock });
        await app.Clients.TokenAsync(Who.Owner, "acme", Orion.Framework.Web.Door.Api);
        Assert.False(await RotateAsync(app, ifDue: true));
        clock.Advance(KeyRotation.Every);
        Assert.True(await RotateAsync(app, ifDue: true));
        Assert.Equal("3", await TestDatabase.AskAsync(app.Database.Platform, "select count(*) from signing_keys"));
        clock.Advance(KeyRotation.VerifiesFor + TimeSpan.FromMinutes(1));
        Assert.False(await RotateAsync(app, ifDue: true));
        Assert.Equal("2", await TestDatabase.AskAsync(app.Database.Platform, "select count(*) from signing_keys"));
    }

    [Fact]
    public async Task The_published_keys_verify_and_hold_nothing_private()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions());
        var token = new JsonWebToken(await app.Clients.TokenAsync(Who.Owner, "acme", Orion.Framework.Web.Door.Api));
        foreach (var host in new[] { World.Harbour, "admin." + World.Harbour, app.World["acme"].Host })
        {
            using var anyone = app.At(host);
            using var answer = await anyone.GetAsync(PublishedKeys.Path, Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.Public);
            var keys = (await answer.JsonAsync()).GetProperty("keys").EnumerateArray().ToList();
            Assert.Equal(2, keys.Count);
            Assert.All(keys, k => Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], k.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)));
            var key = keys.Single(k => k.GetProperty("kid").GetString() == token.Kid);
            using var curve = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Bytes(key.GetProperty("x").GetString()!), Y = Bytes(key.GetProperty("y").GetString()!) }
            });
            Assert.True(curve.VerifyData(
                System.Text.Encoding.ASCII.GetBytes($"{token.EncodedHeader}.{token.EncodedPayload}"), Bytes(token.EncodedSignature), HashAlgorithmName.SHA256));
        }
    }

    [Fact]
    public async Task With_a_secret_private_keys_are_sealed_in_the_database()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Settings = { [KeySeal.Setting] = "a secret of at least 32 characters" } });
        using var owner = app.Api("acme", Who.Owner);
        await owner.GetJsonAsync("/api/v1/store/account");
        Assert.Equal("True", await TestDatabase.AskAsync(app.Database.Platform, "select bool_and(is_sealed) from signing_keys"));
    }

    [Fact]
    public void A_sealed_key_opens_with_its_own_secret_and_name_alone()
    {
        var (seal, other) = (Seal("a secret of at least 32 characters"), Seal("another one of at least 32 characters"));
        byte[] key = [1, 2, 3, 4];
        var kept = seal.Seal("one", key);
        Assert.Equal(key, seal.Open("one", kept));
        Assert.ThrowsAny<CryptographicException>(() => other.Open("one", kept));
        Assert.ThrowsAny<CryptographicException>(() => seal.Open("two", kept));
        Assert.ThrowsAny<CryptographicException>(() => Seal(null).Open("one", kept));
        Assert.ThrowsAny<CryptographicException>(() => seal.Open("one", [1]));
    }

    private static KeySeal Seal(string? secret) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new(KeySeal.Setting, secret)]).Build());

    private static byte[] Bytes(string text) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(text);

    private static async Task<bool> RotateAsync(OrionApp app, bool ifDue = false)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var rotation = scope.ServiceProvider.GetRequiredService<KeyRotation>();
        return ifDue ? await rotation.RotateIfDueAsync(Stop) : await rotation.RotateAsync(Stop);
    }
}
