using Orion.Features.Core.Teams;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Invitations;

/// <summary>What an invitation looks like to those who may see it.</summary>
public sealed record Invitation(Guid Id, string Email, string Role, string RoleName, DateTimeOffset SentAt, DateTimeOffset ExpiresAt)
{
    internal static Invitation Of(TeamInvitation invitation, Team team)
    {
        var choice = new RoleChoice(invitation.Role, invitation.RoleId);
        return new(invitation.Id, invitation.Email, choice.Code, team.NameOf(choice), invitation.SentAt, invitation.ExpiresAt);
    }
}

/// <summary>Asks somebody by mail to join the team. Asked twice, the newer role holds and the mail goes out again.</summary>
public sealed record InviteMember(string? Email, string? Role) : IInput<InviteMember>
{
    /// <summary>How many may be asked at once: a store is no way to send mail to strangers.</summary>
    public const int Most = 50;

    public void Validate(Errors errors)
    {
        errors.Text("email", Email, 254, "an e-mail address");
        errors.If(Email is { Length: > 0 and <= 254 } && !EmailAddress.IsValid(Email.Trim()), "email", "This is no e-mail address.");
        errors.Text("role", Role, 40, "a role");
    }

    public async Task<Outcome<Invitation>> RunAsync(
        OrionDb db, PlatformDb platform, Outbox outbox, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        var grantable = team.Grantable(Role);
        if (grantable.Refusal is { } refusal) return refusal;
        var (choice, address, now) = (grantable.Value!, User.Normalise(Email!), request.Now);
        var known = await platform.Set<User>().AsNoTracking().Where(u => u.Email == address).Select(u => u.Id).FirstOrDefaultAsync(stop);
        if (team.Members.Any(m => m.UserId == known)) return Refusal.Invalid("email", "This person works here already.", "already_member");

        var open = await db.Set<TeamInvitation>().Where(i => i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync(stop);
        var invitation = open.SingleOrDefault(i => i.Email == address);
        if (invitation is null)
        {
            if (open.Count(i => i.IsOpen(now)) >= Most)
                return Refusal.Conflict("too_many_invitations", $"{Most} invitations are open. Withdraw some, or wait for answers.");
            invitation = TeamInvitation.To(address, choice.Role, choice.OwnId, team.ActorId, now);
            db.Add(invitation);
        }
        else
        {
            if (!team.Rights.Covers(team.Of(new RoleChoice(invitation.Role, invitation.RoleId)))) return TeamRefusal.AboveYourself;
            if (InvitationRefusal.TooSoon(invitation, now) is { } wait) return wait;
            invitation.Withdraw(now);
            await db.SaveChangesAsync(stop);
            invitation = TeamInvitation.To(address, choice.Role, choice.OwnId, team.ActorId, now);
            db.Add(invitation);
        }

        outbox.Enqueue(SendInvitation.Kind, new InvitationMailRequest(invitation.Id), key: SendInvitation.KeyOf(invitation));
        await db.SaveChangesAsync(stop);
        return Invitation.Of(invitation, team);
    }
}

/// <summary>The refusals of invitations.</summary>
internal static class InvitationRefusal
{
    /// <summary>One answer for a link that was never made, is used up, withdrawn, replaced or too old.</summary>
    public static readonly Refusal Gone =
        new(404, "invitation_gone", "This invitation isn't good any more. Ask whoever sent it for a new one.");

    /// <summary>Mails to one address keep a distance.</summary>
    public static Refusal? TooSoon(TeamInvitation invitation, DateTimeOffset now)
    {
        var wait = invitation.SentAt + TeamInvitation.Pause - now;
        return wait <= TimeSpan.Zero || wait > TeamInvitation.Pause ? null
            : new Refusal(429, "too_soon", "A mail went out a moment ago. Wait a minute before you send another.")
            {
                RetryAfter = (int)Math.Ceiling(wait.TotalSeconds)
            };
    }
}
