using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog.Shop;

/// <summary>The shop's categories as its navigation.</summary>
public sealed class CategoryNavigation(RequestContext request, ShopCategories categories) : IShopChromePart
{
    public async ValueTask FillAsync(ShopChrome chrome, CancellationToken stop)
    {
        if (!request.HasStore || request.Store.Status != StoreStatus.Active) return;
        foreach (var category in await categories.AllAsync(stop))
        {
            var path = $"/categories/{category.Slug}";
            chrome.Navigation.Add(new NavLink(category.Name, request.Href.Shop(path), IsCurrent: request.Path == path));
        }
    }
}
