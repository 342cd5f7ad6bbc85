using Orion.Features.Core.Teams;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Invitations;

/// <summary>Sends an invitation's mail again, with a new link and seven new days; the links before are dead.</summary>
public sealed record ResendInvitation(Guid Id)
{
    public async Task<Outcome<Invitation>> RunAsync(
        OrionDb db, Outbox outbox, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        var found = await OpenInvitation.FindAsync(Id, db, team, stop);
        if (found.Refusal is { } refusal) return refusal;
        var invitation = found.Value!;
        if (InvitationRefusal.TooSoon(invitation, request.Now) is { } wait) return wait;
        invitation.Send(request.Now);
        outbox.Enqueue(SendInvitation.Kind, new InvitationMailRequest(invitation.Id), key: SendInvitation.KeyOf(invitation));
        await db.SaveChangesAsync(stop);
        return Invitation.Of(invitation, team);
    }
}

/// <summary>Takes an invitation back: its link is dead at once.</summary>
public sealed record WithdrawInvitation(Guid Id)
{
    public async Task<Outcome<Invitation>> RunAsync(OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        var found = await OpenInvitation.FindAsync(Id, db, team, stop);
        if (found.Refusal is { } refusal) return refusal;
        found.Value!.Withdraw(request.Now);
        await db.SaveChangesAsync(stop);
        return Invitation.Of(found.Value, team);
    }
}

internal static class OpenInvitation
{
    /// <summary>An invitation that waits for its answer, if whoever acts could have made it.</summary>
    public static async Task<Outcome<TeamInvitation>> FindAsync(Guid id, OrionDb db, Team team, CancellationToken stop)
    {
        var invitation = await db.Set<TeamInvitation>()
            .SingleOrDefaultAsync(i => i.Id == id && i.AcceptedAt == null && i.WithdrawnAt == null, stop);
        if (invitation is null) return Refusal.NotFound("invitation");
        return team.Rights.Covers(team.Of(new RoleChoice(invitation.Role, invitation.RoleId))) ? invitation : TeamRefusal.AboveYourself;
    }
}
