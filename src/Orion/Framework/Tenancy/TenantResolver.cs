namespace Orion.Framework.Tenancy;

/// <summary>Asks the strategies in their order which store a request means.</summary>
public sealed class TenantResolver(IEnumerable<ITenantStrategy> strategies, ITenantStore stores)
{
    private readonly ITenantStrategy[] ordered = [.. strategies.OrderBy(s => s.Priority)];

    /// <summary>The first strategy's answer, or null for a host that nobody owns.</summary>
    public async ValueTask<TenantResolution?> ResolveAsync(HttpContext http, CancellationToken stop)
    {
        if (!HostName.TryNormalise(http.Request.Host.Value, out var host)) return null;
        foreach (var strategy in ordered)
            if (await strategy.ResolveAsync(http, host, stores, stop) is { } found)
                return found;
        return null;
    }
}
