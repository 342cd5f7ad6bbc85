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
public sealed class TokenAuthentication(AccessTokens tokens, PrincipalCache principals, ApiKeyAuthentication keys)
{
    /// <summary>Reads and verifies the token, and sets the request's principal.</summary>
    public async Task<TokenVerdict> AuthenticateAsync(HttpContext http)
    {
        var request = http.Features.GetRequiredFeature<RequestContext>();
        if (request.Door == Door.Page) request.ChallengeToken = http.Request.Cookies[CookieNames.Challenge(request)];
        if (request.Face == Face.None || TokenOf(http.Request, request) is not { } token) return TokenVerdict.Absent;
        if (request.Door == Door.Api && ApiKeyAuthentication.IsKey(token))
        {
            if (await keys.FindAsync(http, request, token) is not { } program) return TokenVerdict.Refused;
            request.Principal = program;
            return TokenVerdict.Accepted;
        }

        var claims = await tokens.VerifyAsync(token, request.Face, request.Door, http.RequestAborted);
        // A token names its store. On another store's address it is nobody's.
        var isSupport = HasSupportCookie(http.Request, request);
        if (isSupport && (claims?.Grant is null || claims.Store != request.StoreId || await principals.FindAsync(http, request.Face, claims) is null))
            return EndSupport(http, request);
        if (claims is null || (request.Door == Door.Page && claims.Grant is not null != isSupport) || (request.Face is Face.Store or Face.Shop && claims.Store != request.StoreId)) return TokenVerdict.Refused;
        if (await principals.FindAsync(http, request.Face, claims) is not { } principal) return TokenVerdict.Refused;
        request.Principal = principal;
        return TokenVerdict.Accepted;
    }

    /// <summary>Support has a cookie of its own, beside the one of a person who also works for the store. While it is there it counts alone.</summary>
    private static bool HasSupportCookie(HttpRequest http, RequestContext request) =>
        request is { Door: Door.Page, Face: Face.Store } && http.Cookies.ContainsKey(CookieNames.Support(request));

    /// <summary>What has ended doesn't go on as somebody else: this request is nobody's, and says why.</summary>
    private static TokenVerdict EndSupport(HttpContext http, RequestContext request)
    {
        request.HasSupportEnded = true;
        http.Response.Cookies.Delete(CookieNames.Support(request), CookieNames.Options(null));
        return TokenVerdict.Refused;
    }

    private static string? TokenOf(HttpRequest http, RequestContext request)
    {
        if (HasSupportCookie(http, request)) return http.Cookies[CookieNames.Support(request)];
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
        var found = await LookUpAsync(http.RequestServices, face, claims, http.RequestAborted);
        // What ends at a moment is not believed beyond it.
        var life = found is SupportPrincipal { ExpiresAt: var end } && end - clock.GetUtcNow() is var left && left < Life ? left : Life;
        if (life <= TimeSpan.Zero) return null;
        cache.Set(key, found, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = life });
        if (found is not null) await NoteAsync(http, face, claims.Session);
        return found;
    }

    private static async Task<Principal?> LookUpAsync(IServiceProvider services, Face face, TokenClaims claims, CancellationToken stop) =>
        claims.Grant is not null
            ? await services.GetRequiredService<ISupportSource>().FindAsync(claims, stop)
            : await services.GetServices<IPrincipalSource>().Single(s => s.Face == face).FindAsync(claims, stop);

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
