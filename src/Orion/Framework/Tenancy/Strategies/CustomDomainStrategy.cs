namespace Orion.Framework.Tenancy.Strategies;

/// <summary>A whole host that belongs to one store: <c>www.kiln-example.com</c>.</summary>
public sealed class CustomDomainStrategy : ITenantStrategy
{
    public int Priority => 10;

    public async ValueTask<TenantResolution?> ResolveAsync(
        HttpContext http, string host, ITenantStore stores, CancellationToken stop) =>
        await stores.FindByDomainAsync(host, stop) is { } store
            ? new TenantResolution(TenancyMode.CustomDomain, store.Platform, store)
            : null;
}
