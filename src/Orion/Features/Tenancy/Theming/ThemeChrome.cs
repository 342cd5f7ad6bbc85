using Orion.Framework.Web.Shell;

namespace Orion.Features.Tenancy.Theming;

/// <summary>The store's wordmark, announcement and tagline around every page of its shop.</summary>
public sealed class ThemeChrome(RequestContext request, StoreLooks looks) : IShopChromePart
{
    public async ValueTask FillAsync(ShopChrome chrome, CancellationToken stop)
    {
        if (!request.HasStore) return;
        var look = await looks.GetAsync(stop);
        chrome.Logo = look.Logo;
        chrome.Announcement = request.Store.Status == StoreStatus.Active ? look.Home.Announcement : null;
        chrome.Tagline = look.Home.Tagline;
    }
}
