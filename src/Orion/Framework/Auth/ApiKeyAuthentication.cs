using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Orion.Framework.Auth;

/// <summary>Looks up whom an API key stands for in one store.</summary>
public interface IApiKeySource
{
    /// <summary>The principal, or null when there is no such key there, it has ended, or its maker has left.</summary>
    Task<ApiKeyPrincipal?> FindAsync(Guid store, ApiKeyText key, CancellationToken stop);
}

/// <summary>
/// Finds the principal of an API key: only on the API of a store's dashboard, and only of that store. An answer is believed for a
/// few seconds, so that a revoked key is dead everywhere within that time.
/// </summary>
public sealed class ApiKeyAuthentication(TimeProvider clock) : IDisposable
{
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Whether a bearer token is an API key rather than an access token.</summary>
    public static bool IsKey(string token) => token.StartsWith(ApiKeyText.Mark, StringComparison.Ordinal);

    /// <summary>The principal of a key, or null.</summary>
    public async Task<Principal?> FindAsync(HttpContext http, RequestContext request, string token)
    {
        if (request is not { Face: Face.Store, Door: Door.Api, StoreId: { } store } || ApiKeyText.Read(token) is not { } key) return null;
        // The key itself is kept nowhere, not even in memory.
        var name = (store, Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token))));
        var now = clock.GetUtcNow();
        if (cache.TryGetValue(name, out Known? known) && now - known!.Since < PrincipalCache.Life && now >= known.Since) return known.Principal;
        var found = await http.RequestServices.GetRequiredService<IApiKeySource>().FindAsync(store, key, http.RequestAborted);
        cache.Set(name, new Known(found, now), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = PrincipalCache.Life });
        return found;
    }

    public void Dispose() => cache.Dispose();

    private sealed record Known(Principal? Principal, DateTimeOffset Since);
}
