using Orion.Features.Catalog;

namespace Orion.Features.Orders.Carts;

/// <summary>What may lie in a cart, and how much of it.</summary>
internal static class GoodsInCart
{
    /// <summary>The name of a variant that is for sale in this store, or null.</summary>
    public static async Task<string?> FindAsync(OrionDb db, Guid variantId, CancellationToken stop) =>
        await (
            from variant in db.Set<ProductVariant>()
            where variant.Id == variantId && variant.RemovedAt == null
            join product in db.Set<Product>() on new { variant.StoreId, Id = variant.ProductId } equals new { product.StoreId, product.Id }
            where product.Status == ProductStatus.Active
            select product.Name).FirstOrDefaultAsync(stop);

    /// <summary>409 <c>sold_out</c> when there isn't enough, with how many there are; null when there is.</summary>
    public static async Task<Refusal?> ShortageAsync(IStock stock, Guid variantId, string name, int wanted, CancellationToken stop)
    {
        var known = await stock.FindAsync([variantId], stop);
        return known.GetValueOrDefault(variantId)?.Available is { } left && left < wanted ? SoldOut(variantId, name, left) : null;
    }

    /// <summary>There isn't enough of something.</summary>
    public static Refusal SoldOut(Guid variantId, string name, int left) => Refusal.Conflict(
        "sold_out", left == 0 ? $"{name} is sold out." : $"Only {left} of {name} left.",
        new Dictionary<string, object?> { ["variantId"] = variantId, ["available"] = left });
}
