using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Orion.Framework.Auth;

/// <summary>What a token says: who, by which session, in which store; and for support, by which grant of its merchant.</summary>
public sealed record TokenClaims(Guid Subject, Guid Session, Guid? Store, Guid? Grant = null);

/// <summary>
/// Signs and verifies access tokens (JWT, RFC 9068, ES256 only). The audience names face and door, so a token of one face is
/// nothing to another, and a page's cookie is nothing to the API.
/// </summary>
public sealed class AccessTokens(KeyRing keys, TimeProvider clock)
{
    /// <summary>How long an API token is good.</summary>
    public static readonly TimeSpan ApiLife = TimeSpan.FromMinutes(10);

    /// <summary>How long a page's cookie is good; its session is looked up again every few seconds all the while.</summary>
    public static readonly TimeSpan PageLife = TimeSpan.FromHours(12);

    private const string Issuer = "orion";
    private const string TokenType = "at+jwt";
    private const string StoreClaim = "store";
    private const string KindClaim = "kind";
    private const string GrantClaim = "grant";
    private const string Support = "support";
    private const int LongestToken = 4096;

    private static readonly string[] OurHeader = ["alg", "kid", "typ"];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };

    /// <summary>A signed token, good for the door's life and no longer than <paramref name="until"/>.</summary>
    public async Task<string> IssueAsync(Face face, Door door, TokenClaims claims, CancellationToken stop, DateTimeOffset? until = null)
    {
        var now = clock.GetUtcNow();
        var end = now + (door == Door.Api ? ApiLife : PageLife);
        List<Claim> said =
            [new("sub", claims.Subject.ToString()), new("sid", claims.Session.ToString()), new(KindClaim, KindOf(face, claims.Grant))];
        if (claims.Grant is { } grant) said.Add(new(GrantClaim, grant.ToString()));
        if (claims.Store is { } store) said.Add(new(StoreClaim, store.ToString()));
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = AudienceOf(face, door, claims.Grant),
            Subject = new ClaimsIdentity(said),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (until < end ? until.Value : end).UtcDateTime,
            TokenType = TokenType,
            SigningCredentials = new SigningCredentials(await keys.SigningAsync(stop), SecurityAlgorithms.EcdsaSha256)
        });
    }

    /// <summary>What a token says, or null when it is not one of ours, for this face and door, right now.</summary>
    public async Task<TokenClaims?> VerifyAsync(string token, Face face, Door door, CancellationToken stop)
    {
        if (token.Length > LongestToken || Read(token) is not { } read || !HasOurHeader(read)) return null;
        var ring = await keys.VerifyingAsync(read.Kid, stop);
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudiences = face == Face.Store ? [AudienceOf(face, door, null), AudienceOf(face, door, Guid.Empty)] : [AudienceOf(face, door, null)],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [TokenType],
            IssuerSigningKeys = ring.Where(k => k.KeyId == read.Kid),
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(5),
            LifetimeValidator = (from, to, _, _) => IsNow(from, to)
        });
        if (!result.IsValid) return null;
        var identity = result.ClaimsIdentity;
        var grant = GuidOf(identity.FindFirst(GrantClaim)?.Value);
        // Audience, kind and grant tell the same story, or it is none of ours.
        if (identity.FindFirst(KindClaim)?.Value != KindOf(face, grant) || identity.FindFirst("aud")?.Value != AudienceOf(face, door, grant)
            || HasTwins(token)) return null;
        return Guid.TryParse(identity.FindFirst("sub")?.Value, out var subject)
            && Guid.TryParse(identity.FindFirst("sid")?.Value, out var session)
            ? new TokenClaims(subject, session, GuidOf(identity.FindFirst(StoreClaim)?.Value), grant)
            : null;
    }

    /// <summary>The store that a token names, before it has been verified: a hint for finding the store, never proof.</summary>
    public static Guid? StoreHint(string token) =>
        token.Length <= LongestToken && Read(token) is { } read && read.TryGetPayloadValue<string>(StoreClaim, out var store)
            ? GuidOf(store) : null;

    private bool IsNow(DateTime? from, DateTime? to)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return to is not null && now < to.Value.AddSeconds(5) && (from is null || from.Value.AddSeconds(-5) <= now);
    }

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return Handler.CanReadToken(token) ? Handler.ReadJsonWebToken(token) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Our tokens say no more in their header. What says more, such as where to fetch a key (<c>jku</c>, <c>x5u</c>), isn't ours.</summary>
    private static bool HasOurHeader(JsonWebToken read)
    {
        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(read.EncodedHeader));
            return header.RootElement.EnumerateObject().Select(h => h.Name).Order(StringComparer.Ordinal).SequenceEqual(OurHeader);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether a claim is said twice, or an array stands where one value belongs: readers would differ in what it says.</summary>
    private static bool HasTwins(string token)
    {
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[1]));
        var names = payload.RootElement.EnumerateObject().ToList();
        return names.Select(n => n.Name).Distinct(StringComparer.Ordinal).Count() != names.Count
            || names.Any(n => n.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object);
    }

    private static string KindOf(Face face, Guid? grant) => face switch
    {
        Face.Shop => "customer",
        Face.Store => grant is null ? "user" : Support,
        _ => "admin"
    };

    /// <summary>Support's tokens have an audience of their own: they are nothing where a member's is asked for, nor the other way about.</summary>
    private static string AudienceOf(Face face, Door door, Guid? grant) => $"{(grant is null ? face.ToString() : Support)}/{door}".ToLowerInvariant();

    private static Guid? GuidOf(string? text) => Guid.TryParse(text, out var store) ? store : null;
}
