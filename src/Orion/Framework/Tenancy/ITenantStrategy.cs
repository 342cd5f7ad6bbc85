namespace Orion.Framework.Tenancy;

/// <summary>
/// One way of finding which store a request means. Strategies are tried by <see cref="Priority"/>, lowest first; the first
/// that gives an answer wins.
/// </summary>
public interface ITenantStrategy
{
    /// <summary>The order in which strategies are tried.</summary>
    int Priority { get; }

    /// <summary>The store or platform that the request means, or null when this way doesn't tell.</summary>
    ValueTask<TenantResolution?> ResolveAsync(HttpContext http, string host, ITenantStore stores, CancellationToken stop);
}

/// <summary>What a strategy found.</summary>
/// <param name="Mode">How it was found.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Store">The store, or null on the platform's own host.</param>
/// <param name="PathBase">Segments to move from the path into the base path, empty but in path mode.</param>
public sealed record TenantResolution(TenancyMode Mode, PlatformInfo Platform, TenantInfo? Store, string PathBase = "");
