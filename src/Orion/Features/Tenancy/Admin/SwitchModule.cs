using Orion.Framework.Modules;

namespace Orion.Features.Tenancy.Admin;

/// <summary>
/// Switches an optional module for a platform, live on every node. Refuses what would leave a module without one that it
/// requires, unless asked to switch those as well.
/// </summary>
/// <param name="Platform">The platform's key.</param>
/// <param name="Code">The module.</param>
/// <param name="On">On or off.</param>
/// <param name="Cascade">Whether to switch what follows as well.</param>
public sealed record SwitchModule(Guid Platform, string Code, bool On, bool Cascade)
{
    /// <param name="Changed">Every module that was switched by this; empty when it was so already.</param>
    public sealed record Result(string Code, bool IsOn, IReadOnlyList<string> Changed);

    public async Task<Outcome<Result>> RunAsync(PlatformDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        if (modules.Find(Code) is not { } module) return Refusal.NotFound("module");
        if (module.Tier != ModuleTier.Optional) return Refusal.Conflict("core_module", $"{module.Name} is always on: everything else stands on it.");
        // Two operators at one platform take turns, or each could take away what the other relies on.
        await db.Database.ExecuteSqlAsync($"select 1 from platforms where id = {Platform} for update", stop);
        if (await db.Set<Platform>().Include(p => p.Modules).FirstOrDefaultAsync(p => p.Id == Platform, stop) is not { } platform)
            return Refusal.NotFound("platform");

        var switches = new ModuleSwitches(modules, code => platform.Modules.Find(m => m.Module == code)?.IsOn ?? true);
        if (switches.IsOn(Code) == On) return new Result(Code, On, []);
        var others = On ? switches.AlsoOn(Code) : switches.AlsoOff(Code);
        if (others.Count > 0 && !Cascade) return Refuse(module, others, modules);

        IReadOnlyList<string> changed = [.. others, Code];
        foreach (var code in changed)
        {
            platform.Switch(code, On, request.Now, StoreRows.OperatorOf(request));
            var definition = modules.Find(code)!;
            if (On) await definition.EnabledAsync(db, Platform, stop);
            else await definition.DisabledAsync(db, Platform, stop);
        }

        await db.SaveChangesAsync(stop);
        await db.NotifyAsync(CachedTenantStore.Channel, $"platform:{Platform}", stop);
        return new Result(Code, On, changed);
    }

    private Refusal Refuse(ModuleDefinition module, IReadOnlyList<string> others, ModuleRegistry modules)
    {
        var names = string.Join(", ", others.Select(c => modules.Find(c)!.Name));
        var extras = new Dictionary<string, object?> { ["modules"] = others };
        return On
            ? Refusal.Conflict("requires", $"{module.Name} needs what is off: {names}. Switch that on as well, or first.", extras)
            : Refusal.Conflict("required_by", $"{module.Name} is needed by what is on: {names}. Switch that off as well, or first.", extras);
    }
}
