using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Teams;

/// <summary>What a member of a team may do: by a built-in role, or by one that the store made.</summary>
public static class MemberRights
{
    /// <summary>What everybody in a team may do, whatever the role: come in.</summary>
    public const string Least = "dashboard.view";

    /// <summary>What a role of the store's own holds.</summary>
    public static PermissionSet Of(TeamRole role) => PermissionSet.Of([Least, .. role.Permissions]);

    /// <summary>What a member holds now.</summary>
    public static async Task<PermissionSet> OfAsync(OrionDb db, StoreMember member, ModuleRegistry modules, CancellationToken stop)
    {
        if (member.RoleId is not { } id) return BuiltIn.Of(member.Role, modules);
        var store = member.StoreId;
        return Of(await db.Set<TeamRole>().AsNoTracking().SingleAsync(r => r.StoreId == store && r.Id == id, stop));
    }
}
