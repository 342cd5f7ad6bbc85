using Orion.Features.Core.Teams;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Roles;

/// <summary>Deletes a role of the store's own. While people have it, or are invited to it, it says where they are to go.</summary>
public sealed record DeleteRole(string? MoveTo) : IInput<DeleteRole>
{
    /// <summary>What is gone, and how many people moved.</summary>
    public sealed record Result(Guid Id, int Moved);

    public void Validate(Errors errors) => errors.Text("moveTo", MoveTo, 40, "a role", required: false);

    public async Task<Outcome<Result>> RunAsync(Guid id, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        if (team.Roles.SingleOrDefault(r => r.Id == id) is not { } role) return Refusal.NotFound("role");
        if (!team.Rights.Covers(MemberRights.Of(role))) return TeamRefusal.AboveYourself;
        var members = team.Members.Where(m => m.RoleId == id).ToList();
        var invited = await db.Set<TeamInvitation>().Where(i => i.RoleId == id && i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync(stop);
        if (members.Count + invited.Count > 0)
        {
            if (string.IsNullOrWhiteSpace(MoveTo))
                return Refusal.Conflict(
                    "role_in_use", "People have this role. Say which other role they get, or change theirs first.",
                    new Dictionary<string, object?> { ["members"] = members.Count, ["invitations"] = invited.Count });
            var grantable = team.Grantable(MoveTo);
            if (grantable.Refusal is { } refusal) return refusal.Errors is null ? refusal : Refusal.Invalid("moveTo", "Choose one of the roles.");
            if (grantable.Value!.OwnId == id) return Refusal.Invalid("moveTo", "Choose another role than the one that goes.");
            foreach (var member in members) member.Become(grantable.Value.Role, grantable.Value.OwnId);
            foreach (var invitation in invited) invitation.Become(grantable.Value.Role, grantable.Value.OwnId);
            await db.SaveChangesAsync(stop);
        }

        db.Remove(role);
        await db.SaveChangesAsync(stop);
        return new Result(id, members.Count);
    }
}
