using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Roles;

/// <summary>Makes a role of the store's own, or changes one; what isn't sent stays as it is. Nobody puts in what they don't hold.</summary>
public sealed record SaveRole(string? Name, string? Description, IReadOnlyList<string>? Permissions) : IInput<SaveRole>, IChange
{
    public void Validate(Errors errors)
    {
        // What is checked depends on what is stored: see RunAsync.
    }

    public void Check(Errors errors)
    {
        errors.If(Name is not null && string.IsNullOrWhiteSpace(Name), "name", "Enter a name.");
        errors.If(Name?.Length > TeamRole.LongestName, "name", $"Use at most {TeamRole.LongestName} characters.");
        errors.If(Description?.Length > TeamRole.LongestDescription, "description", $"Use at most {TeamRole.LongestDescription} characters.");
    }

    public async Task<Outcome<ListRoles.Row>> RunAsync(
        Guid? id, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        var role = team.Roles.SingleOrDefault(r => r.Id == id);
        if (id is not null && role is null) return Refusal.NotFound("role");
        if (role is not null && !team.Rights.Covers(MemberRights.Of(role))) return TeamRefusal.AboveYourself;
        if (role is null && Name is null) return Refusal.Invalid("name", "Enter a name.");
        return await (role is null ? this : this.WithoutUnchanged(Untouched(role))).ApplyAsync(role, team, db, request, modules, stop);
    }

    private async Task<Outcome<ListRoles.Row>> ApplyAsync(
        TeamRole? role, Team team, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        if (this.WhyNot() is { } wrong) return wrong;
        if (Permissions is not null && GrantedPermissions.WhyNot(Permissions, role?.Permissions ?? [], modules) is { } refusal) return refusal;
        if (Name?.Trim() is { } name && (RoleChoice.BuiltIn.Any(r => Same(r.ToString(), name)) || team.Roles.Any(r => r != role && Same(r.Name, name))))
            return UniqueIndexes.Refuse("ix_store_roles_store_id_name");
        if (!team.Rights.Covers(PermissionSet.Of(Permissions ?? []))) return TeamRefusal.AboveYourself;

        if (role is null) db.Add(role = TeamRole.Make(Name!, Description ?? "", Permissions ?? []));
        else role.Change(Name, Description, Permissions);
        await db.SaveChangesAsync(stop);
        var (made, now) = (role, await Team.ReadAsync(db, request, modules, stop));
        return ListRoles.Row.Of(new RoleChoice(StoreRole.Own, made.Id), now);
    }

    /// <summary>What would come back if nobody touched it. A form ticks every box that a branch holds: that gives no more than the branch.</summary>
    private SaveRole Untouched(TeamRole role) =>
        new(role.Name, role.Description, Permissions is not null && GiveTheSame(Permissions, role.Permissions) ? Permissions : role.Permissions);

    private static bool GiveTheSame(IReadOnlyList<string> some, IReadOnlyList<string> others)
    {
        if (some.Contains(null!)) return false;
        var (a, b) = (PermissionSet.Of([MemberRights.Least, .. some]), PermissionSet.Of([MemberRights.Least, .. others]));
        return a.Covers(b) && b.Covers(a);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
