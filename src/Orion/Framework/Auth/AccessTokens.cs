using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Orion.Framework.Auth;

/// <summary>What a token says: who, by which session, in which store.</summary>
public sealed record TokenClaims(Guid Subject, Guid Session, Guid? Store);

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
    private const int LongestToken = 4096;

    private static readonly string[] OurHeader = ["alg", "kid", "typ"];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };

    /// <summary>A signed token.</summary>
    public async Task<string> IssueAsync(Face face, Door door, TokenClaims claims, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        List<Claim> said = [new("sub", claims.Subject.ToString()), new("sid", claims.Session.ToString()), new(KindClaim, KindOf(face))];
        if (claims.Store is { } store) said.Add(new(StoreClaim, store.ToString()));
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = AudienceOf(face, door),
            Subject = new ClaimsIdentity(said),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + (door == Door.Api ? ApiLife : PageLife)).UtcDateTime,
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
            ValidAudience = AudienceOf(face, door),
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
        if (identity.FindFirst(KindClaim)?.Value != KindOf(face) || HasTwins(token)) return null;
        return Guid.TryParse(identity.FindFirst("sub")?.Value, out var subject)
            && Guid.TryParse(identity.FindFirst("sid")?.Value, out var session)
            ? new TokenClaims(subject, session, StoreOf(identity.FindFirst(StoreClaim)?.Value))
            : null;
    }

    /// <summary>The store that a token names, before it has been verified: a hint for finding the store, never proof.</summary>
    public static Guid? StoreHint(string token) =>
        token.Length <= LongestToken && Read(token) is { } read && read.TryGetPayloadValue<string>(StoreClaim, out var store)
            ? StoreOf(store) : null;

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

    private static string KindOf(Face face) => face switch { Face.Shop => "customer", Face.Store => "user", _ => "admin" };

    private static string AudienceOf(Face face, Door door) => $"{face}/{door}".ToLowerInvariant();

    private static Guid? StoreOf(string? text) => Guid.TryParse(text, out var store) ? store : null;
}
