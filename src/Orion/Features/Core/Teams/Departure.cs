using Orion.Features.Core.Sessions;
using Orion.Framework.Auth;

namespace Orion.Features.Core.Teams;

/// <summary>What goes with someone who leaves a team: their sign-ins, their keys, what they asked of others.</summary>
internal static class Departure
{
    /// <summary>Takes the member out. The principal is gone within seconds, because it is looked up again and not found.</summary>
    public static async Task TakeOutAsync(
        OrionDb db, PlatformDb platform, Team team, StoreMember member, DateTimeOffset now, CancellationToken stop)
    {
        var (store, user) = (member.StoreId, member.UserId);
        foreach (var key in await db.Set<ApiKey>().Where(k => k.MadeBy == user && k.RevokedAt == null).ToListAsync(stop)) key.Revoke(now);
        foreach (var offer in await db.Set<OwnershipOffer>().Where(o => o.FromUserId == user || o.ToUserId == user).ToListAsync(stop)) db.Remove(offer);
        await WithdrawBeyondAsync(db, team, user, PermissionSet.None, now, stop);
        db.Remove(member);
        await db.SaveChangesAsync(stop);
        // So that a sign-in of today is worth nothing should the person ever be taken in again.
        await platform.InTransactionAsync(
            () => platform.Set<UserSession>().Where(s => s.UserId == user && s.StoreId == store && s.RevokedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), stop), stop);
    }

    /// <summary>Takes back the invitations by which someone would still give what they no longer hold.</summary>
    public static async Task WithdrawBeyondAsync(
        OrionDb db, Team team, Guid user, PermissionSet left, DateTimeOffset now, CancellationToken stop)
    {
        var asked = await db.Set<TeamInvitation>()
            .Where(i => i.InvitedBy == user && i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync(stop);
        foreach (var invitation in asked)
            if (!left.Covers(team.Of(new RoleChoice(invitation.Role, invitation.RoleId))))
                invitation.Withdraw(now);
    }
}
