using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.ApiKeys;

/// <summary>Knows the keys of stores: what each may do is looked up anew, from the key and from what its maker holds by then.</summary>
public sealed class ApiKeySource(PlatformDb db, RequestContext request, ModuleRegistry modules, TimeProvider clock) : IApiKeySource
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    public async Task<ApiKeyPrincipal?> FindAsync(Guid store, ApiKeyText key, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var found = await db.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(k => k.StoreId == store && k.Prefix == key.Prefix, stop);
        if (found is null || !key.Fits(found.SecretHash) || !found.IsLive(now) || found.MadeBy is not { } madeBy) return null;
        var maker = await db.Set<StoreMember>().AsNoTracking()
            .Where(m => m.StoreId == store && m.UserId == madeBy)
            .Join(db.Set<User>().Where(u => u.DisabledAt == null), m => m.UserId, u => u.Id, (m, _) => m)
            .SingleOrDefaultAsync(stop);
        if (maker is null) return null;
        var held = await MemberRights.OfAsync(db, maker, modules, stop);
        await NoteUseAsync(found, now, stop);
        return new ApiKeyPrincipal(
            found.Id, madeBy, store, found.Name, found.ExpiresAt,
            PermissionSet.Of(found.Permissions).Both(held).Within(modules.ServedPermissions(Face.Store, request.Platform)));
    }

    /// <summary>At most once a minute, so that a busy program doesn't write at each call.</summary>
    private async Task NoteUseAsync(ApiKey key, DateTimeOffset now, CancellationToken stop)
    {
        if (key.LastUsedAt is { } last && now - last < Between) return;
        var (store, id, before) = (key.StoreId, key.Id, now - Between);
        await db.InTransactionAsync(
            () => db.Set<ApiKey>().Where(k => k.StoreId == store && k.Id == id && (k.LastUsedAt == null || k.LastUsedAt <= before))
                .ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now), stop), stop);
    }
}
