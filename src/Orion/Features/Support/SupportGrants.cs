using Orion.Features.Core;
using Orion.Features.Core.Sessions;
using Orion.Framework.Auth;

namespace Orion.Features.Support;

/// <summary>Finds the support accesses of a store.</summary>
internal static class SupportGrants
{
    /// <summary>Lets nobody else change a store's accesses until the transaction ends: of two answers at once the second finds the first.</summary>
    public static Task LockAsync(OrionDb db, Guid store, CancellationToken stop)
    {
        var name = $"support:{store}";
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({name}, 0))", stop);
    }

    /// <summary>One of a store, locked.</summary>
    public static async Task<SupportGrant?> FindAsync(OrionDb db, Guid store, Guid id, CancellationToken stop)
    {
        await LockAsync(db, store, stop);
        return await db.Set<SupportGrant>().FirstOrDefaultAsync(g => g.StoreId == store && g.Id == id, stop);
    }

    /// <summary>Signs out whoever is inside: here once it is committed, on other nodes within seconds.</summary>
    public static async Task SignOutAsync(SupportGrant grant, OrionDb db, PlatformDb platform, PrincipalCache principals, CancellationToken stop)
    {
        var (store, id) = (grant.StoreId, grant.Id);
        var sessions = await platform.Set<UserSession>().AsNoTracking().Where(s => s.StoreId == store && s.GrantId == id)
            .Select(s => new TokenClaims(s.UserId, s.Id, s.StoreId, s.GrantId)).ToListAsync(stop);
        db.AfterCommit(() => sessions.ForEach(claims => principals.Forget(Face.Store, claims)));
    }

    /// <summary>The members of a store as whom support may work, owners first.</summary>
    public static async Task<IReadOnlyList<SupportMember>> MembersAsync(PlatformDb db, Guid store, CancellationToken stop) =>
        await db.Set<StoreMember>().AsNoTracking().Where(m => m.StoreId == store)
            .Join(db.Set<User>().Where(u => u.DisabledAt == null), m => m.UserId, u => u.Id, (m, u) => new { u.Id, u.Name, m.Role, m.CreatedAt })
            .OrderBy(m => m.Role == StoreRole.Owner ? 0 : 1).ThenBy(m => m.CreatedAt).Select(m => new SupportMember(m.Id, m.Name, m.Role.ToString())).ToListAsync(stop);
}

/// <summary>A member of a store's team, as whom support could work.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">What people call them.</param>
/// <param name="Role">What they are in the team.</param>
public sealed record SupportMember(Guid Id, string Name, string Role);

/// <summary>A support access, as the merchant and the console see it.</summary>
/// <param name="Operator">Who of the console.</param>
/// <param name="As">Under whose name and rights.</param>
/// <param name="Reason">Why.</param>
/// <param name="Status">How it stands.</param>
/// <param name="IsBreakGlass">Whether nobody of the store was asked.</param>
/// <param name="AnsweredBy">Who of the store said yes or no.</param>
/// <param name="ExpiresAt">When it ends by itself; null unless it was allowed.</param>
/// <param name="EndedBy">Who ended it before its time.</param>
/// <param name="StoreId">The store.</param>
/// <param name="IsYours">Whether who asks is who may enter.</param>
public sealed record SupportRow(
    Guid Id, string Operator, string As, string Reason, SupportStatus Status, bool IsBreakGlass, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt,
    string? AnsweredBy, DateTimeOffset? ExpiresAt, DateTimeOffset? EndedAt, string? EndedBy, Guid StoreId, bool IsYours)
{
    internal static SupportRow Of(SupportGrant grant, RequestContext request) => new(
        grant.Id, grant.OperatorName, grant.AsName, grant.Reason, grant.StatusAt(request.Now), grant.IsBreakGlass, grant.AskedAt, grant.AnsweredAt,
        grant.AnsweredBy, grant.ExpiresAt, grant.EndedAt, grant.EndedBy, grant.StoreId,
        request.Principal is AdminPrincipal { UserId: var you } && you == grant.OperatorId);

    /// <summary>Whether it waits or is open.</summary>
    internal bool IsLive => Status is SupportStatus.Asked or SupportStatus.Active;
}
