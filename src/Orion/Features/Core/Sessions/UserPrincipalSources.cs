using Orion.Features.Core.Admins;
using Orion.Features.Core.SecondFactors;
using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Sessions;

/// <summary>Knows the operators.</summary>
public sealed class AdminPrincipalSource(PlatformDb db, SecondFactorPolicy policy, ModuleRegistry modules, TimeProvider clock) : IPrincipalSource
{
    public Face Face => Face.Admin;

    public async Task<Principal?> FindAsync(TokenClaims claims, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var user = await db.LiveSessions(Face, claims, now)
            .Join(
                db.Set<User>().Where(u => u.AdminRole != null && u.DisabledAt == null), s => s.UserId, u => u.Id,
                (_, u) => new { u.Id, u.Name, u.Email, u.AdminRole, HasFactor = u.SecondFactorSince != null })
            .FirstOrDefaultAsync(stop);
        if (user?.AdminRole is not { } role) return null;
        var isHeld = policy.IsRequiredOfAdmins && !user.HasFactor;
        var rights = isHeld ? PermissionSet.None : AdminRights.Of(role, modules);
        return new AdminPrincipal(user.Id, claims.Session, user.Name, user.Email, role.ToString(), rights) { MustSetUpSecondFactor = isHeld };
    }
}

/// <summary>Knows the members of a store's team. What a module that is off offers is worth nothing.</summary>
public sealed class StorePrincipalSource(PlatformDb db, RequestContext request, ModuleRegistry modules, TimeProvider clock) : IPrincipalSource
{
    private static readonly TimeSpan BetweenVisits = TimeSpan.FromMinutes(5);

    public Face Face => Face.Store;

    public async Task<Principal?> FindAsync(TokenClaims claims, CancellationToken stop)
    {
        if (claims.Store is not { } store) return null;
        var now = clock.GetUtcNow();
        var found = await db.LiveSessions(Face, claims, now)
            .Join(db.Set<User>().Where(u => u.DisabledAt == null), s => s.UserId, u => u.Id, (_, u) => u)
            .Join(
                db.Set<StoreMember>().Where(m => m.StoreId == store), u => u.Id, m => m.UserId,
                (u, m) => new { u.Name, u.Email, Member = m, OwnRole = db.Set<TeamRole>().FirstOrDefault(r => r.StoreId == store && r.Id == m.RoleId) })
            .AsNoTracking().FirstOrDefaultAsync(stop);
        if (found is null) return null;
        await NoteVisitAsync(found.Member, now, stop);
        var held = found.OwnRole is { } own ? MemberRights.Of(own) : BuiltIn.Of(found.Member.Role, modules);
        return new StorePrincipal(
            found.Member.UserId, claims.Session, store, found.Name, found.Email, found.OwnRole?.Name ?? found.Member.Role.ToString(),
            held.Within(modules.ServedPermissions(Face, request.Platform)));
    }

    private async Task NoteVisitAsync(StoreMember member, DateTimeOffset now, CancellationToken stop)
    {
        if (member.LastSeenAt is { } last && now - last < BetweenVisits) return;
        var (store, id) = (member.StoreId, member.Id);
        await db.InTransactionAsync(
            () => db.Set<StoreMember>().Where(m => m.StoreId == store && m.Id == id)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.LastSeenAt, now), stop), stop);
    }
}
