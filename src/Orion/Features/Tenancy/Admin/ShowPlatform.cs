using Orion.Framework.Modules;

namespace Orion.Features.Tenancy.Admin;

/// <summary>One platform with its modules, and what each switch would do.</summary>
public sealed record ShowPlatform(Guid Id)
{
    public sealed record Result(
        Guid Id, string Code, string Name, IReadOnlyList<string> Hosts, int Stores, DateTimeOffset CreatedAt, IReadOnlyList<Module> Modules);

    /// <param name="IsOptional">Whether it can be switched; core modules are always on.</param>
    /// <param name="WouldTurnOn">Modules that are off and that it needs.</param>
    /// <param name="WouldTurnOff">Modules that are on and need it.</param>
    public sealed record Module(
        string Code, string Name, string Summary, bool IsOptional, bool IsOn, IReadOnlyList<string> Requires,
        IReadOnlyList<string> WouldTurnOn, IReadOnlyList<string> WouldTurnOff, DateTimeOffset? ChangedAt, string? ChangedBy);

    /// <summary>A module's switch, as the page shows it.</summary>
    public sealed record Switch(Result Platform, Module Module);

    public async Task<Outcome<Result>> RunAsync(PlatformDb db, ModuleRegistry modules, CancellationToken stop)
    {
        var platform = await db.Set<Platform>().AsNoTracking().AsSplitQuery().Where(p => p.Id == Id)
            .Select(p => new
            {
                p.Id,
                p.Code,
                p.Name,
                p.CreatedAt,
                Hosts = p.Hosts.OrderByDescending(h => h.IsPrimary).ThenBy(h => h.Host).Select(h => h.Host).ToList(),
                Stores = db.Set<Store>().Count(s => s.PlatformId == p.Id),
                Switched = p.Modules.Select(m => new { m.Module, m.IsOn, m.ChangedAt, m.ChangedBy }).ToList()
            })
            .FirstOrDefaultAsync(stop);
        if (platform is null) return Refusal.NotFound("platform");
        var switched = platform.Switched.ToDictionary(m => m.Module);
        var switches = new ModuleSwitches(modules, code => !switched.TryGetValue(code, out var there) || there.IsOn);
        return new Result(
            platform.Id, platform.Code, platform.Name, platform.Hosts, platform.Stores, platform.CreatedAt,
            [
                .. modules.All.Where(m => m.Tier != ModuleTier.Internal).OrderBy(m => m.Tier == ModuleTier.Core).Select(m => new Module(
                    m.Code, m.Name, m.Summary, m.Tier == ModuleTier.Optional, switches.IsOn(m.Code), m.Requires,
                    switches.AlsoOn(m.Code), switches.AlsoOff(m.Code),
                    switched.GetValueOrDefault(m.Code)?.ChangedAt, switched.GetValueOrDefault(m.Code)?.ChangedBy))
            ]);
    }
}
