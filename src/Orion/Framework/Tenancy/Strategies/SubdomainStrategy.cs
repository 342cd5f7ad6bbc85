namespace Orion.Framework.Tenancy.Strategies;

/// <summary>One label before the platform's host: <c>acme.platform.com</c>.</summary>
public sealed class SubdomainStrategy : ITenantStrategy
{
    public int Priority => 30;

    public async ValueTask<TenantResolution?> ResolveAsync(
        HttpContext http, string host, ITenantStore stores, CancellationToken stop)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0) return null;
        var platform = await stores.FindPlatformAsync(host[(dot + 1)..], stop);
        if (platform is null) return null;
        var store = await stores.FindByIdentifierAsync(host[..dot], stop);
        return store?.Platform.Id == platform.Id
            ? new TenantResolution(TenancyMode.Subdomain, platform, store)
            : null;
    }
}
