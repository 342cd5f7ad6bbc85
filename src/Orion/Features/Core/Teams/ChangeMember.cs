using Orion.Framework.Modules;

namespace Orion.Features.Core.Teams;

/// <summary>Gives a member of the team another role.</summary>
public sealed record ChangeMember(string? Role) : IInput<ChangeMember>
{
    /// <summary>What the member is now.</summary>
    public sealed record Result(Guid Id, string Role, string RoleName);

    public void Validate(Errors errors) => errors.Text("role", Role, 40, "a role");

    public async Task<Outcome<Result>> RunAsync(
        Guid id, OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        if (team.Members.SingleOrDefault(m => m.Id == id) is not { } member) return Refusal.NotFound("person");
        if (!team.Rights.Covers(team.Of(member))) return TeamRefusal.AboveYourself;
        var now = new RoleChoice(member.Role, member.RoleId);
        if (RoleChoice.Read(Role) == now) return new Result(member.Id, now.Code, team.NameOf(now));
        var grantable = team.Grantable(Role);
        if (grantable.Refusal is { } refusal) return refusal;
        if (team.IsLastOwner(member)) return TeamRefusal.LastOwner;
        var choice = grantable.Value!;
        var before = team.Of(member);
        member.Become(choice.Role, choice.OwnId);
        if (!team.Of(choice).Covers(before)) await Departure.WithdrawBeyondAsync(db, team, member.UserId, team.Of(choice), request.Now, stop);
        await db.SaveChangesAsync(stop);
        return new Result(member.Id, choice.Code, team.NameOf(choice));
    }
}
