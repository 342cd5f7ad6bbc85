using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Teams;

/// <summary>Takes somebody out of the team: their sign-ins in this store end within seconds, and their keys with them.</summary>
public sealed record RemoveMember(Guid Id)
{
    /// <summary>Who was taken out.</summary>
    public sealed record Result(Guid Id);

    public async Task<Outcome<Result>> RunAsync(
        OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        if (team.Members.SingleOrDefault(m => m.Id == Id) is not { } member) return Refusal.NotFound("person");
        if (!team.Rights.Covers(team.Of(member))) return TeamRefusal.AboveYourself;
        if (team.IsLastOwner(member)) return TeamRefusal.LastOwner;
        await Departure.TakeOutAsync(db, platform, team, member, request.Now, stop);
        return new Result(member.Id);
    }
}

/// <summary>Leaves the team of one's own accord, on purpose. The last owner can't.</summary>
public sealed record LeaveTeam(bool? Sure) : IInput<LeaveTeam>
{
    /// <summary>Nothing is left to say.</summary>
    public sealed record Result;

    public void Validate(Errors errors) => errors.If(Sure != true, "sure", "Say that you are sure: nobody comes back without being invited.");

    public async Task<Outcome<Result>> RunAsync(
        OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        if (request.Principal is not StorePrincipal) return TeamRefusal.ByPeopleOnly;
        var team = await Team.LockAsync(db, request, modules, stop);
        if (team.Actor is not { } member) return Refusal.NotFound("person");
        if (team.IsLastOwner(member)) return TeamRefusal.LastOwner;
        await Departure.TakeOutAsync(db, platform, team, member, request.Now, stop);
        return new Result();
    }
}
