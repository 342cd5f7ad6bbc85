using Orion.Framework.Auth;

namespace Orion.Framework.Storage;

/// <summary>A permission with which pages of the dashboard that show the store's pictures are opened.</summary>
/// <param name="Code">The permission, such as <c>products.view</c>.</param>
public sealed record PicturePermission(string Code);

/// <summary>
/// Who sees the pictures of a store whose shop is closed: the team in its dashboard, which stays open, by the cookie of that. While the
/// shop is open nobody is asked who they are.
/// </summary>
public sealed class ClosedStoreMedia(TokenAuthentication tokens, IEnumerable<PicturePermission> permissions)
{
    /// <summary>Whether whoever asks may see them. Only then the request has a principal, and so an answer that no cache keeps.</summary>
    public async Task<bool> IsOpenAsync(HttpContext http, RequestContext request)
    {
        // A shop's own domain has no dashboard, and so nobody's pictures but the shop's.
        if (request.Mode == TenancyMode.CustomDomain) return false;
        request.Face = Face.Store;
        var verdict = await tokens.AuthenticateAsync(http);
        request.Face = Face.None;
        if (verdict == TokenVerdict.Accepted && !request.Principal.MustSetUpSecondFactor && permissions.Any(p => request.Principal.May(p.Code))) return true;
        request.Principal = Principal.Nobody;
        return false;
    }
}
