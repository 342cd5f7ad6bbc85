using Orion.Features.Catalog;

namespace Orion.Features.Orders.Carts;

/// <summary>What lies in a cart, at today's names and prices.</summary>
public sealed record CartContent(Guid CartId, string Token, IReadOnlyList<CartContent.Line> Lines)
{
    /// <summary>A line of a cart.</summary>
    /// <param name="ItemId">The line's own key.</param>
    /// <param name="Goods">The variant as it is called and priced now.</param>
    /// <param name="IsForSale">False when it was taken out of the shop since.</param>
    /// <param name="NeedsShipping">False for what isn't sent.</param>
    /// <param name="Left">How many can be bought; null for any number.</param>
    public sealed record Line(Guid ItemId, OrderLine Goods, bool IsForSale, bool NeedsShipping, int? Left)
    {
        /// <summary>Whether so many can be bought right now.</summary>
        public bool IsAvailable => IsForSale && (Left is null || Left >= Goods.Quantity);
    }

    /// <summary>The lines that can be bought.</summary>
    public IEnumerable<OrderLine> Goods => Lines.Where(l => l.IsForSale).Select(l => l.Goods);

    /// <summary>Reads a cart's lines, in the order in which they were added.</summary>
    public static async Task<CartContent> ReadAsync(OrionDb db, IStock stock, Guid cartId, string token, CancellationToken stop)
    {
        var rows = await (
            from item in db.Set<CartItem>().AsNoTracking()
            where item.CartId == cartId
            join variant in db.Set<ProductVariant>() on new { item.StoreId, Id = item.VariantId } equals new { variant.StoreId, variant.Id }
            join product in db.Set<Product>().IgnoreQueryFilters(new[] { "soft-deleted" })
                on new { variant.StoreId, Id = variant.ProductId } equals new { product.StoreId, product.Id }
            orderby item.Id
            select new
            {
                item.Id,
                item.Quantity,
                item.VariantId,
                variant.ProductId,
                variant.Sku,
                variant.Options,
                variant.Price,
                variant.IsTaxable,
                variant.RequiresShipping,
                product.Name,
                product.Slug,
                ProductOptions = product.Options,
                Image = product.Images.Where(i => i.State == ImageState.Ready).OrderBy(i => i.Position).Select(i => i.Key).FirstOrDefault(),
                IsForSale = variant.RemovedAt == null && product.DeletedAt == null && product.Status == ProductStatus.Active
            }).ToListAsync(stop);
        var stocks = await stock.FindAsync([.. rows.Select(r => r.VariantId)], stop);
        return new CartContent(cartId, token,
        [
            .. rows.Select(r => new Line(
                r.Id,
                new OrderLine(
                    r.VariantId, r.ProductId, r.Sku, r.Name, r.Slug, ProductOption.Arrange(r.Options, r.ProductOptions), r.Image, r.Quantity,
                    r.Price, r.IsTaxable),
                r.IsForSale, r.RequiresShipping, stocks.GetValueOrDefault(r.VariantId)?.Available))
        ]);
    }
}
