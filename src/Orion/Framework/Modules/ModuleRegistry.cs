using System.Collections.Frozen;
using Orion.Framework.Auth;

namespace Orion.Framework.Modules;

/// <summary>All modules of the installation, checked at start: codes unique, requirements known, no circles.</summary>
public sealed class ModuleRegistry
{
    private readonly FrozenDictionary<string, ModuleDefinition> byCode;
    private readonly FrozenDictionary<string, Permission> permissions;

    /// <exception cref="InvalidOperationException">The definitions contradict each other.</exception>
    public ModuleRegistry(IEnumerable<ModuleDefinition> definitions)
    {
        var all = definitions.ToList();
        if (all.GroupBy(m => m.Code).FirstOrDefault(g => g.Count() > 1) is { } twins)
            throw new InvalidOperationException($"Two modules are called '{twins.Key}'.");
        byCode = all.ToFrozenDictionary(m => m.Code, StringComparer.Ordinal);
        foreach (var module in all) Check(module, []);
        All = Sort(all);
        CheckPermissions(all);
        permissions = all.SelectMany(m => m.Permissions).ToFrozenDictionary(p => p.Code, StringComparer.Ordinal);
    }

    /// <summary>Every module, what is required before what requires it.</summary>
    public IReadOnlyList<ModuleDefinition> All { get; }

    /// <summary>The module with this code, or null.</summary>
    public ModuleDefinition? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The permission with this code, or null.</summary>
    public Permission? FindPermission(string code) => permissions.GetValueOrDefault(code);

    /// <summary>All permissions of a face.</summary>
    public IEnumerable<Permission> PermissionsOf(Face face) => All.SelectMany(m => m.Permissions).Where(p => p.Face == face);

    /// <summary>Codes of a face's permissions that mean something on a platform: those of the modules that are on.</summary>
    public IEnumerable<string> ServedPermissions(Face face, PlatformInfo? platform) => All
        .Where(m => face == Face.Admin || IsOn(m.Code, platform)).SelectMany(m => m.Permissions).Where(p => p.Face == face).Select(p => p.Code);

    /// <summary>Whether a module serves on a platform.</summary>
    public bool IsOn(string code, PlatformInfo? platform) => Find(code) switch
    {
        null => false,
        { Tier: ModuleTier.Optional } => platform?.EnabledModules.Contains(code) ?? true,
        _ => true
    };

    /// <summary>Codes of the optional modules, in order.</summary>
    public IEnumerable<string> OptionalCodes => All.Where(m => m.Tier == ModuleTier.Optional).Select(m => m.Code);

    /// <summary>What must be on before this one can be, directly or not, and is optional.</summary>
    public IReadOnlyList<string> RequirementsOf(string code) =>
        [.. Reach(code, m => m.Requires).Where(c => byCode[c].Tier == ModuleTier.Optional)];

    /// <summary>What can't stay on once this one is off, directly or not.</summary>
    public IReadOnlyList<string> DependentsOf(string code) =>
        [.. Reach(code, m => All.Where(other => other.Requires.Contains(m.Code)).Select(other => other.Code))];

    private List<string> Reach(string code, Func<ModuleDefinition, IEnumerable<string>> next)
    {
        List<string> found = [];
        var waiting = new Queue<string>([code]);
        while (waiting.TryDequeue(out var at))
            foreach (var other in next(byCode[at]))
                if (other != code && !found.Contains(other))
                {
                    found.Add(other);
                    waiting.Enqueue(other);
                }

        return found;
    }

    private static void CheckPermissions(List<ModuleDefinition> all)
    {
        var declared = all.SelectMany(m => m.Permissions.Select(p => p.Code)).ToList();
        if (declared.FirstOrDefault(c => !PermissionSet.IsGrant(c) || c.EndsWith('*')) is { } odd)
            throw new InvalidOperationException($"'{odd}' is no name of a permission: write it as 'orders.view'.");
        if (declared.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1) is { } twins)
            throw new InvalidOperationException($"The permission '{twins.Key}' is declared twice.");
        var entries = all.SelectMany(m => m.Menu.Concat(m.Settings).Select(e => e.Permission));
        if (entries.FirstOrDefault(p => !declared.Contains(p)) is { } unknown)
            throw new InvalidOperationException($"A menu entry asks for '{unknown}', which no module declares.");
    }

    private void Check(ModuleDefinition module, HashSet<string> path)
    {
        if (!path.Add(module.Code)) throw new InvalidOperationException($"Modules require each other in a circle: {string.Join(" -> ", path)}.");
        foreach (var code in module.Requires)
        {
            if (Find(code) is not { } required)
                throw new InvalidOperationException($"Module '{module.Code}' requires '{code}', which does not exist.");
            if (module.Tier == ModuleTier.Core && required.Tier != ModuleTier.Core)
                throw new InvalidOperationException($"Core module '{module.Code}' can't require '{code}', which can be switched off.");
            Check(required, [.. path]);
        }
    }

    private List<ModuleDefinition> Sort(List<ModuleDefinition> all)
    {
        List<ModuleDefinition> sorted = [];
        foreach (var module in all) Visit(module);
        return sorted;

        void Visit(ModuleDefinition module)
        {
            if (sorted.Contains(module)) return;
            foreach (var code in module.Requires) Visit(byCode[code]);
            sorted.Add(module);
        }
    }
}
