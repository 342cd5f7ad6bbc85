using Orion.Framework.Auth;
using Orion.Framework.Modules;
using Orion.Framework.Text;

namespace Orion.Features.Core.Roles;

/// <summary>Checks the permissions that somebody gives to a role or to a key.</summary>
internal static class GrantedPermissions
{
    /// <summary>The most grants that one role or key holds.</summary>
    private const int Most = 200;

    /// <summary>Each must be a permission that some module declares, a branch that has some, or everything; or have been held before.</summary>
    public static Refusal? WhyNot(IReadOnlyList<string> wanted, IReadOnlyCollection<string> held, ModuleRegistry modules)
    {
        if (wanted.Count > Most) return Refusal.Invalid("permissions", $"Use at most {Most} permissions.");
        if (wanted.Contains(null!)) return Refusal.Invalid("permissions", "Each permission must be a text.");
        var declared = DeclaredIn(modules);
        return wanted.Except(held).FirstOrDefault(w => !Exists(w, declared)) is { } unknown
            ? Refusal.Invalid("permissions", $"There is no permission '{TextLimit.Shorten(unknown, 80)}'.", "unknown_permission")
            : null;
    }

    /// <summary>Of what is held, that which can still be given.</summary>
    public static PermissionSet Existing(PermissionSet held, ModuleRegistry modules)
    {
        var declared = DeclaredIn(modules);
        return PermissionSet.Of(held.Grants.Where(grant => Exists(grant, declared)));
    }

    private static List<string> DeclaredIn(ModuleRegistry modules) => [.. modules.PermissionsOf(Face.Store).Select(p => p.Code)];

    private static bool Exists(string grant, List<string> declared)
    {
        if (!PermissionSet.IsGrant(grant)) return false;
        var branch = PermissionSet.Of(grant);
        return declared.Any(branch.Holds);
    }
}
