using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Support;

/// <summary>What nobody of the console ever does in a store, whoever they work as: what would outlast their visit.</summary>
public static class SupportLimits
{
    /// <summary>The team, its roles, the store's keys and who owns it, the secrets of payment, and support access itself.</summary>
    public static readonly PermissionSet Closed = PermissionSet.Of(
        "team.edit", "roles.edit", "api-keys.edit", "ownership.edit", "payments.secrets", SupportModule.Decide);

    /// <summary>What a member holds, as far as support may use it.</summary>
    public static PermissionSet Open(PermissionSet member, ModuleRegistry modules, PlatformInfo? platform) =>
        member.Within(modules.ServedPermissions(Face.Store, platform).Where(p => !Closed.Holds(p)));
}
