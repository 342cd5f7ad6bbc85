using System.Collections.Concurrent;

namespace Orion.Framework.Tenancy;

/// <summary>
/// Asks the strategies in their order which store a request means. What a host alone decides is remembered until any store or
/// platform changes.
/// </summary>
public sealed class TenantResolver(IEnumerable<ITenantStrategy> strategies, ITenantStore stores)
{
    private const int MostHosts = 20_000;

    private readonly ITenantStrategy[] ordered = [.. strategies.OrderBy(s => s.Priority)];
    private readonly ConcurrentDictionary<string, (TenantResolution Found, long Generation, long Until)> hosts = new(StringComparer.Ordinal);

    /// <summary>Grows with every change of a store or platform.</summary>
    public long Generation => stores.Generation;

    /// <summary>The first strategy's answer, or null for a host that nobody owns.</summary>
    public async ValueTask<TenantResolution?> ResolveAsync(HttpContext http, CancellationToken stop)
    {
        var asked = http.Request.Host.Value ?? "";
        if (hosts.TryGetValue(asked, out var known) && known.Generation == stores.Generation && known.Until > Environment.TickCount64)
            return known.Found;
        if (!HostName.TryNormalise(asked, out var host)) return null;
        var generation = stores.Generation;
        foreach (var strategy in ordered)
            if (await strategy.ResolveAsync(http, host, stores, stop) is { } found)
            {
                if (found.Mode is TenancyMode.CustomDomain or TenancyMode.Subdomain) Remember(asked, found, generation);
                return found;
            }

        return null;
    }

    private void Remember(string asked, TenantResolution found, long generation)
    {
        if (hosts.Count >= MostHosts) hosts.Clear();
        hosts[asked] = (found, generation, Environment.TickCount64 + 60_000);
    }
}
