using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Orion.Framework.Auth;

/// <summary>The public parts of the signing keys, for programs that verify Orion's access tokens themselves (RFC 7517).</summary>
public sealed record PublishedKeys(IReadOnlyList<PublishedKeys.Row> Keys)
{
    /// <summary>Where they are.</summary>
    public const string Path = "/.well-known/jwks.json";

    /// <summary>A key, by the names of RFC 7517 and RFC 7518.</summary>
    public sealed record Row(string Kty, string Crv, string Use, string Alg, string Kid, string X, string Y);

    /// <summary>Mounts the address, on every host.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Path, async (KeyRing ring, HttpContext http) =>
    {
        // A key waits longer than this before it signs, so a copy is never too old.
        http.Response.Headers.CacheControl = $"public, max-age={(int)KeyRing.ReadAgain.TotalSeconds}";
        return Results.Json(await OfAsync(ring, http.RequestAborted), JsonSettings.Options, "application/jwk-set+json");
    }).ExcludeFromDescription();

    private static async Task<PublishedKeys> OfAsync(KeyRing ring, CancellationToken stop) =>
        new([.. (await ring.VerifyingAsync(null, stop)).OfType<ECDsaSecurityKey>().Select(RowOf)]);

    private static Row RowOf(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new Row(
            JsonWebAlgorithmsKeyTypes.EllipticCurve, JsonWebKeyECTypes.P256, JsonWebKeyUseNames.Sig, SecurityAlgorithms.EcdsaSha256, key.KeyId,
            Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
    }
}
