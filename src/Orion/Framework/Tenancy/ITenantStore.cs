namespace Orion.Framework.Tenancy;

/// <summary>Turns identifiers into stores and platforms. Answers come from a cache; absence is an answer too.</summary>
public interface ITenantStore
{
    /// <summary>Grows with every change of a store or platform: what was found before it may be old.</summary>
    long Generation { get; }

    /// <summary>The store that owns a verified custom domain, or null.</summary>
    ValueTask<TenantInfo?> FindByDomainAsync(string host, CancellationToken stop);

    /// <summary>The store with this code, or null.</summary>
    ValueTask<TenantInfo?> FindByIdentifierAsync(string identifier, CancellationToken stop);

    /// <summary>The store with this key, or null.</summary>
    ValueTask<TenantInfo?> FindByIdAsync(Guid id, CancellationToken stop);

    /// <summary>The platform that serves on exactly this host, or null.</summary>
    ValueTask<PlatformInfo?> FindPlatformAsync(string host, CancellationToken stop);
}

/// <summary>Looks stores up where they are kept; what <see cref="CachedTenantStore"/> asks on a miss.</summary>
public interface ITenantSource
{
    /// <inheritdoc cref="ITenantStore.FindByDomainAsync"/>
    Task<TenantInfo?> LoadByDomainAsync(string host, CancellationToken stop);

    /// <inheritdoc cref="ITenantStore.FindByIdentifierAsync"/>
    Task<TenantInfo?> LoadByIdentifierAsync(string identifier, CancellationToken stop);

    /// <inheritdoc cref="ITenantStore.FindByIdAsync"/>
    Task<TenantInfo?> LoadByIdAsync(Guid id, CancellationToken stop);

    /// <inheritdoc cref="ITenantStore.FindPlatformAsync"/>
    Task<PlatformInfo?> LoadPlatformAsync(string host, CancellationToken stop);

    /// <summary>The keys of all stores that serve, for work that is done for each of them.</summary>
    Task<IReadOnlyList<Guid>> ListActiveAsync(CancellationToken stop);
}
