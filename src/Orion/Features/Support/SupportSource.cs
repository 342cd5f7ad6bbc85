using Orion.Features.Core;
using Orion.Features.Core.Admins;
using Orion.Features.Core.Sessions;
using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Support;

/// <summary>
/// Knows those of the console who are in a store. All of it must still be so: the grant is open, the person of the console may do
/// support, and the member as whom they work is in the team.
/// </summary>
internal sealed class SupportSource(PlatformDb db, RequestContext request, ModuleRegistry modules, TimeProvider clock) : ISupportSource
{
    public async Task<SupportPrincipal?> FindAsync(TokenClaims claims, CancellationToken stop)
    {
        if (claims is not { Store: { } store, Grant: { } id, Subject: var person }) return null;
        var now = clock.GetUtcNow();
        if (!await db.LiveSessions(Face.Store, claims, now).AnyAsync(stop)) return null;
        var grant = await db.Set<SupportGrant>().AsNoTracking().FirstOrDefaultAsync(g => g.StoreId == store && g.Id == id && g.OperatorId == person, stop);
        if (grant?.StatusAt(now) != SupportStatus.Active) return null;
        var worker = await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == person && u.DisabledAt == null, stop);
        if (worker?.AdminRole is not { } role || !AdminRights.Of(role, modules).Holds(Right(grant))) return null;
        var member = await db.Set<StoreMember>().AsNoTracking().Where(m => m.StoreId == store && m.UserId == grant.AsUserId)
            .Where(m => db.Set<User>().Any(u => u.Id == m.UserId && u.DisabledAt == null)).FirstOrDefaultAsync(stop);
        if (member is null) return null;
        var held = await MemberRights.OfAsync(db, member, modules, stop);
        return new SupportPrincipal(
            person, claims.Session, store, id, worker.Name, new ActedFor(member.UserId, grant.AsName), member.Role.ToString(), grant.ExpiresAt!.Value,
            grant.IsBreakGlass, SupportLimits.Open(held, modules, request.Platform), SupportLimits.Closed);
    }

    private static string Right(SupportGrant grant) => grant.IsBreakGlass ? SupportModule.BreakGlass : SupportModule.Request;
}
