using Orion.Framework.Auth;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Core.Switching;

/// <summary>
/// The other stores for which the person works, beside the store's name. Each has a sign-in of its own: a token of one opens
/// nothing in another.
/// </summary>
internal sealed class OtherStores(PlatformDb db, RequestContext request, ITenantStore stores, StoreAddress addresses) : IStoreChromePart
{
    private const int Most = 30;

    public async ValueTask FillAsync(WorkChrome chrome, CancellationToken stop)
    {
        if (request.Principal is not StorePrincipal { UserId: var you } || !request.HasStore) return;
        var here = request.Store.Id;
        var ids = await db.Set<StoreMember>().Where(m => m.UserId == you && m.StoreId != here).Select(m => m.StoreId).Take(Most).ToListAsync(stop);
        foreach (var id in ids)
            if (await stores.FindByIdAsync(id, stop) is { } store)
                chrome.OtherStores.Add(new NavLink(store.Name, AddressOf(store)));
        chrome.OtherStores.Sort((a, b) => string.Compare(a.Title, b.Title, StringComparison.OrdinalIgnoreCase));
    }

    private string AddressOf(TenantInfo store) => request.Mode == TenancyMode.Path && store.Platform.Id == request.Platform?.Id
        ? $"/stores/{store.Identifier}/store"
        : addresses.DashboardOf(store);
}
