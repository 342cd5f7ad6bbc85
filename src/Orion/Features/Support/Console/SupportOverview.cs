using Orion.Features.Tenancy.Admin;
using RazorSlices;

namespace Orion.Features.Support.Console;

/// <summary>On a store's page in the console: whether somebody of the console is in it, and the way to ask.</summary>
public sealed class SupportOverview(PlatformDb db, RequestContext request) : IStoreOverviewPart
{
    /// <param name="Store">The store.</param>
    /// <param name="Live">What waits or is open there.</param>
    public sealed record Model(Guid Store, IReadOnlyList<SupportRow> Live);

    public async Task<RazorSlice?> LoadAsync(Guid store, CancellationToken stop)
    {
        if (!request.Allows(SupportModule.View)) return null;
        var grants = await db.Set<SupportGrant>().AsNoTracking().Where(g => g.StoreId == store && g.EndedAt == null)
            .OrderByDescending(g => g.Id).Take(20).ToListAsync(stop);
        return _SupportOverview.Create(new Model(store, [.. grants.Select(g => SupportRow.Of(g, request)).Where(r => r.IsLive)]));
    }
}
