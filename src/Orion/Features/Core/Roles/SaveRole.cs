using Orion.Features.Core.Teams;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Roles;

/// <summary>Makes a role of the store's own, or changes one; what isn't sent stays as it is. Nobody puts in what they don't hold.</summary>
public sealed record SaveRole(string? Name, string? Description, IReadOnlyList<string>? Permissions) : IInput<SaveRole>
{
    public void Validate(Errors errors)
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
        var (name, wanted) = (Name?.Trim() ?? role!.Name, Permissions ?? role?.Permissions ?? []);
        if (GrantedPermissions.WhyNot(wanted, modules) is { } refusal) return refusal;
        if (RoleChoice.BuiltIn.Any(r => Same(r.ToString(), name)) || team.Roles.Any(r => r.Id != id && Same(r.Name, name)))
            return Refusal.Invalid("name", "Another role is called that.", "name_taken");
        if (!team.Rights.Covers(Framework.Auth.PermissionSet.Of(wanted))) return TeamRefusal.AboveYourself;

        if (role is null) db.Add(role = TeamRole.Make(name, Description ?? "", wanted));
        else role.Change(name, Description ?? role.Description, wanted);
        await db.SaveChangesAsync(stop);
        var (made, now) = (role, await Team.ReadAsync(db, request, modules, stop));
        return ListRoles.Row.Of(new RoleChoice(StoreRole.Own, made.Id), now);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
