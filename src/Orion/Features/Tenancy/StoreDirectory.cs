using System.Collections.Frozen;
using System.Linq.Expressions;
using Orion.Framework.Modules;
using Orion.Framework.Regions;

namespace Orion.Features.Tenancy;

/// <summary>Finds stores and platforms in the database, across stores: what the tenant cache asks when it doesn't know.</summary>
public sealed partial class StoreDirectory(IServiceScopeFactory scopes, ModuleRegistry modules, ILogger<StoreDirectory> log) : ITenantSource
{
    public Task<TenantInfo?> LoadByDomainAsync(string host, CancellationToken stop) =>
        LoadAsync(s => s.Domains.Any(d => d.Host == host && d.VerifiedAt != null), stop);

    public Task<TenantInfo?> LoadByIdentifierAsync(string identifier, CancellationToken stop) => LoadAsync(s => s.Code == identifier, stop);

    public Task<TenantInfo?> LoadByIdAsync(Guid id, CancellationToken stop) => LoadAsync(s => s.Id == id, stop);

    public async Task<PlatformInfo?> LoadPlatformAsync(string host, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        return await LoadPlatformAsync(db, p => p.Hosts.Any(h => h.Host == host), stop);
    }

    public async Task<IReadOnlyList<Guid>> ListActiveAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PlatformDb>().Set<Store>()
            .Where(s => s.Status == StoreStatus.Active).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(stop);
    }

    private async Task<TenantInfo?> LoadAsync(Expression<Func<Store, bool>> which, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var store = await db.Set<Store>().AsNoTracking().Where(which)
            .Select(s => new
            {
                s.Id,
                s.Code,
                s.Name,
                s.PlatformId,
                s.Status,
                s.Currency,
                s.Culture,
                s.TimeZone,
                s.Country,
                s.Version,
                Domain = s.Domains.Where(d => d.VerifiedAt != null).OrderBy(d => d.VerifiedAt).Select(d => d.Host).FirstOrDefault()
            })
            .FirstOrDefaultAsync(stop);
        if (store is null) return null;
        var platform = await LoadPlatformAsync(db, p => p.Id == store.PlatformId, stop);
        // Written by hand, or when less was refused: what can't be used must not take the store's pages down.
        if (Cultures.Find(store.Culture) is null) CultureUnusable(store.Code, store.Culture, Cultures.Default.Name);
        if (TimeZones.Find(store.TimeZone) is null) TimeZoneUnusable(store.Code, store.TimeZone, TimeZoneInfo.Utc.Id);
        return new TenantInfo(
            store.Id, store.Code, store.Name, platform!, store.Status, store.Currency,
            (Cultures.Find(store.Culture) ?? Cultures.Default).Name, (TimeZones.Find(store.TimeZone) ?? TimeZoneInfo.Utc).Id,
            store.Country, store.Version, store.Domain);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store {Store} has the culture '{Culture}', which can't be used; it writes by {Fallback}.")]
    private partial void CultureUnusable(string store, string culture, string fallback);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store {Store} has the time zone '{Zone}', which can't be used; its days are those of {Fallback}.")]
    private partial void TimeZoneUnusable(string store, string zone, string fallback);

    private async Task<PlatformInfo?> LoadPlatformAsync(PlatformDb db, Expression<Func<Platform, bool>> which, CancellationToken stop)
    {
        var platform = await db.Set<Platform>().AsNoTracking().Where(which)
            .Select(p => new
            {
                p.Id,
                p.Code,
                p.Name,
                Host = p.Hosts.OrderByDescending(h => h.IsPrimary).Select(h => h.Host).First(),
                Off = p.Modules.Where(m => !m.IsOn).Select(m => m.Module).ToList()
            })
            .FirstOrDefaultAsync(stop);
        return platform is null ? null : new PlatformInfo(
            platform.Id, platform.Code, platform.Name, platform.Host,
            modules.OptionalCodes.Where(c => !platform.Off.Contains(c)).ToFrozenSet(StringComparer.Ordinal));
    }
}
