using Orion.Framework.Web.Shell;

namespace Orion.Features.Orders.Shop;

/// <summary>The cart's link on every page of the shop, with how many things are in the cart.</summary>
public sealed class CartChrome(OrionDb db, RequestContext request) : IShopChromePart
{
    public async ValueTask FillAsync(ShopChrome chrome, CancellationToken stop)
    {
        if (!request.HasStore || request.Store.Status != StoreStatus.Active || !request.IsEnabled("orders")) return;
        chrome.HasCart = true;
        if (!RandomToken.IsToken(request.CartToken)) return;
        chrome.CartCount = await db.Set<CartItem>().AsNoTracking()
            .Where(i => db.Set<Cart>().Any(c => c.Id == i.CartId && c.Token == request.CartToken && c.OrderedAt == null && c.ExpiresAt > request.Now))
            .SumAsync(i => i.Quantity, stop);
    }
}
