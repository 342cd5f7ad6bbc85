using Orion.Framework.Modules;

namespace Orion.Features.Tenancy.Admin;

/// <summary>What follows from switching a module where these are on: nothing may be on without what it requires.</summary>
internal sealed class ModuleSwitches(ModuleRegistry modules, Func<string, bool> optionalIsOn)
{
    /// <summary>Whether a module is on; those that can't be switched always are.</summary>
    public bool IsOn(string code) => modules.Find(code)?.Tier != ModuleTier.Optional || optionalIsOn(code);

    /// <summary>What would have to be switched on with it, in the order in which that can be done.</summary>
    public IReadOnlyList<string> AlsoOn(string code) => InOrder(modules.RequirementsOf(code).Where(c => !IsOn(c)));

    /// <summary>What would have to be switched off with it, in the order in which that can be done.</summary>
    public IReadOnlyList<string> AlsoOff(string code) =>
        [.. InOrder(modules.DependentsOf(code).Where(c => modules.Find(c)!.Tier == ModuleTier.Optional && IsOn(c))).Reverse()];

    private string[] InOrder(IEnumerable<string> codes)
    {
        var wanted = codes.ToHashSet(StringComparer.Ordinal);
        return [.. modules.All.Where(m => wanted.Contains(m.Code)).Select(m => m.Code)];
    }
}
