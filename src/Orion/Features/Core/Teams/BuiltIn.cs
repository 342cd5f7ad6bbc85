using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Teams;

/// <summary>What the roles that every store has may do: made from what the modules declare, so a new module need tell nobody.</summary>
public static class BuiltIn
{
    /// <summary>What a role holds. The owner's is everything, also what is declared later.</summary>
    public static PermissionSet Of(StoreRole role, ModuleRegistry modules) => role == StoreRole.Owner
        ? PermissionSet.All
        : PermissionSet.Of(modules.PermissionsOf(Face.Store).Where(p => p.Roles.HasFlag(FlagOf(role))).Select(p => p.Code));

    /// <summary>A sentence on a role.</summary>
    public static string DescriptionOf(StoreRole role) => role switch
    {
        StoreRole.Owner => "Everything, also what is added in the future. Ownership is handed over, not given.",
        StoreRole.Manager => "Runs the store: everything but its ownership.",
        StoreRole.Staff => "Does the daily work: products and orders.",
        StoreRole.Support => "Answers customers and sees orders through.",
        StoreRole.Viewer => "Sees, and changes nothing.",
        _ => ""
    };

    private static BuiltInRoles FlagOf(StoreRole role) => role switch
    {
        StoreRole.Manager => BuiltInRoles.Manager,
        StoreRole.Staff => BuiltInRoles.Staff,
        StoreRole.Support => BuiltInRoles.Support,
        StoreRole.Viewer => BuiltInRoles.Viewer,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role is not built in.")
    };
}
