using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Admins;

/// <summary>What the roles of the console may do: made from what the modules declare, so a new module need tell nobody.</summary>
public static class AdminRights
{
    /// <summary>What takes the console away from a person, where a role is chosen.</summary>
    public const string NoRole = "none";

    /// <summary>What a role holds. The operator's is everything, also what is declared later.</summary>
    public static PermissionSet Of(AdminRole role, ModuleRegistry modules) => role == AdminRole.Operator
        ? PermissionSet.All
        : PermissionSet.Of(modules.PermissionsOf(Face.Admin).Where(p => p.Admins.HasFlag(FlagOf(role))).Select(p => p.Code));

    /// <summary>The role that is written so; null for none.</summary>
    public static AdminRole? Read(string? text) =>
        Enum.GetValues<AdminRole>().Where(r => Code(r) == text).Select(r => (AdminRole?)r).FirstOrDefault();

    /// <summary>How a role is written.</summary>
    public static string Code(AdminRole role) => role.ToString().ToLowerInvariant();

    /// <summary>A sentence on a role.</summary>
    public static string DescriptionOf(AdminRole role) => role switch
    {
        AdminRole.Operator => "May do everything.",
        AdminRole.Support => "Sees stores, and asks merchants for access to theirs.",
        _ => "Sees everything, the log as well, and changes nothing."
    };

    private static ConsoleRoles FlagOf(AdminRole role) => role == AdminRole.Support ? ConsoleRoles.Support : ConsoleRoles.Auditor;
}
