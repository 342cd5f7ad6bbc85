using Microsoft.Extensions.Caching.Memory;
using Orion.Framework.Auth.Sessions;

namespace Orion.Framework.Auth;

/// <summary>What came of looking at a request's token.</summary>
public enum TokenVerdict
{
    /// <summary>There was none.</summary>
    Absent,

    /// <summary>There was one, and it doesn't hold here.</summary>
    Refused,

    /// <summary>It holds; <see cref="RequestContext.Principal"/> is set.</summary>
    Accepted
}

/// <summary>
/// Finds the principal of a request: pages by their cookie, the API by its Authorization header, never the other way about. A
/// token on the API that doesn't hold is 401 even where nobody need sign in, so that a program learns of it.
/// </summary>
public sealed class TokenAuthentication(AccessTokens tokens, PrincipalCache principals)
{
    /// <summary>Reads and verifies the token, and sets the request's principal.</summary>
    public async Task<TokenVerdict> AuthenticateAsync(HttpContext http)
    {
        var request = http.Features.GetRequiredFeature<RequestContext>();
        if (request.Face == Face.None || TokenOf(http.Request, request) is not { } token) return TokenVerdict.Absent;
        var claims = await tokens.VerifyAsync(token, request.Face, request.Door, http.RequestAborted);
        // A token names its store. On another store's address it is nobody's.
        if (claims is null || (request.Face is Face.Store or Face.Shop && claims.Store != request.StoreId)) return TokenVerdict.Refused;
        if (await principals.FindAsync(http, request.Face, claims) is not { } principal) return TokenVerdict.Refused;
        request.Principal = principal;
        return TokenVerdict.Accepted;
    }

    private static string? TokenOf(HttpRequest http, RequestContext request)
    {
        if (request.Door == Door.Page)
            return http.Cookies.TryGetValue(CookieNames.Session(request), out var cookie) && cookie.Length > 0 ? cookie : null;
        var header = http.Headers.Authorization;
        if (header.Count == 0) return null;
        return header.Count == 1 && header[0] is { } value && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? value["Bearer ".Length..].Trim()
            : "";
    }
}

/// <summary>Keeps looked-up principals for a few seconds: a revoked session is out everywhere within that time.</summary>
public sealed class PrincipalCache(TimeProvider clock) : IDisposable
{
    /// <summary>How long a looked-up principal is believed.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(1);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = 40_000, Clock = new CacheClock(clock) });

    /// <summary>The principal of verified claims.</summary>
    public async Task<Principal?> FindAsync(HttpContext http, Face face, TokenClaims claims)
    {
        var key = (face, claims);
        if (cache.TryGetValue(key, out Principal? known)) return known;
        var source = http.RequestServices.GetServices<IPrincipalSource>().Single(s => s.Face == face);
        var found = await source.FindAsync(claims, http.RequestAborted);
        cache.Set(key, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Life });
        if (found is not null) await NoteAsync(http, face, claims.Session);
        return found;
    }

    /// <summary>Forgets a principal at once on this node: one who signed out.</summary>
    public void Forget(Face face, TokenClaims claims) => cache.Remove((face, claims));

    public void Dispose() => cache.Dispose();

    /// <summary>Notes that a session is in use. Asks the database once a minute for each, however often its person comes.</summary>
    private async Task NoteAsync(HttpContext http, Face face, Guid session)
    {
        if (cache.TryGetValue(session, out _)) return;
        cache.Set(session, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = BetweenNotes });
        await http.RequestServices.GetServices<ISessionStore>().For(face).SeenAsync(session, http.RequestAborted);
    }

#pragma warning disable CS0618 // The cache takes its clock in no other way.
    private sealed class CacheClock(TimeProvider clock) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }
#pragma warning restore CS0618
}
