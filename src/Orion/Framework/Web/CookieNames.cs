namespace Orion.Framework.Web;

/// <summary>
/// Orion's cookies. All are <c>__Host-</c> (RFC 6265bis): Secure, no Domain, Path=/, so that no sibling host can set them. Where
/// stores share a host (path mode), the store's code is part of the name.
/// </summary>
public static class CookieNames
{
    /// <summary>The token of a signed-in principal of a face.</summary>
    public static string Session(RequestContext request) => Named(request, request.Face.ToString().ToLowerInvariant());

    /// <summary>The token of someone of the console who works in the store for a while.</summary>
    public static string Support(RequestContext request) => Named(request, "support");

    /// <summary>The token of a sign-in to a face that was begun and waits for a code.</summary>
    public static string Challenge(RequestContext request) => Named(request, request.Face.ToString().ToLowerInvariant() + "-challenge");

    /// <summary>The token of the shopper's cart.</summary>
    public static string Cart(RequestContext request) => Named(request, "cart");

    /// <summary>A sentence for the next page.</summary>
    public static string Flash(RequestContext request) => Named(request, "said");

    /// <summary>How every cookie is set; <paramref name="life"/> null for the length of the browser's session.</summary>
    public static CookieOptions Options(TimeSpan? life) => new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        MaxAge = life
    };

    private static string Named(RequestContext request, string purpose) =>
        request is { Mode: TenancyMode.Path, HasStore: true }
            ? $"__Host-orion-{purpose}-{request.Store.Identifier}"
            : $"__Host-orion-{purpose}";
}
