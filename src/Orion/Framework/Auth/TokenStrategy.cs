namespace Orion.Framework.Auth;

/// <summary>
/// A token names its store, so a program may call the platform's own host. The name is believed only as far as finding the
/// store goes; the token must then hold for that store.
/// </summary>
public sealed class TokenStrategy : ITenantStrategy
{
    public int Priority => 15;

    public async ValueTask<TenantResolution?> ResolveAsync(
        HttpContext http, string host, ITenantStore stores, CancellationToken stop)
    {
        if (!http.Request.Path.StartsWithSegments("/api/v1/store", StringComparison.Ordinal)
            && !http.Request.Path.StartsWithSegments("/api/v1/shop", StringComparison.Ordinal)) return null;
        if (http.Request.Headers.Authorization is not { Count: 1 } header || header[0] is not { } value
            || !value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return null;
        if (AccessTokens.StoreHint(value["Bearer ".Length..].Trim()) is not { } id) return null;
        if (await stores.FindPlatformAsync(host, stop) is not { } platform) return null;
        var store = await stores.FindByIdAsync(id, stop);
        return store?.Platform.Id == platform.Id ? new TenantResolution(TenancyMode.Token, platform, store) : null;
    }
}
