using Orion.Framework.Web.Shell;

namespace Orion.Features.Orders.Shop;

/// <summary>The cart's link on every page of the shop, with how many things are in the cart.</summary>
public sealed class CartChrome(StoreReads reads, RequestContext request) : IShopChromePart
{
    private const string Count =
        """
        select coalesce(sum(i.quantity), 0)::bigint
        from carts c join cart_items i on i.store_id = c.store_id and i.cart_id = c.id
        where c.store_id = $1 and c.token = $2 and c.ordered_at is null and c.expires_at > $3
        """;

    public async ValueTask FillAsync(ShopChrome chrome, CancellationToken stop)
    {
        if (!request.HasStore || request.Store.Status != StoreStatus.Active || !request.IsEnabled("orders")) return;
        chrome.HasCart = true;
        if (!RandomToken.IsToken(request.CartToken)) return;
        var count = new StoreSelect(Count, StoreSelect.Value(request.CartToken!), StoreSelect.Value(request.Now));
        chrome.CartCount = await reads.ReadAsync([count], static async (rows, stop) =>
            await rows.ReadAsync(stop) ? (int)Math.Min(rows.GetInt64(0), int.MaxValue) : 0, stop);
    }
}
