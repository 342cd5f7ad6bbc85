using Orion.Features.Catalog;
using Orion.Framework.Text;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Inventory.Dashboard;

/// <summary>What is running out: counted variants of products for sale, the fewest first.</summary>
public sealed record LowStock(IReadOnlyList<LowStock.Row> Items, int Count)
{
    /// <summary>So many or fewer are few.</summary>
    public const int Few = 5;

    private const int Shown = 6;

    /// <summary>A variant of which few can be bought.</summary>
    public sealed record Row(Guid ProductId, string Name, IReadOnlyDictionary<string, string> Options, int Available);

    public static async Task<LowStock> LoadAsync(OrionDb db, CancellationToken stop)
    {
        var low = from level in db.Set<StockLevel>()
                  where level.IsTracked && !level.IsBackorderable && level.OnHand - level.Reserved <= Few
                  join variant in db.Set<ProductVariant>() on level.VariantId equals variant.Id
                  where variant.RemovedAt == null
                  join product in db.Set<Product>() on variant.ProductId equals product.Id
                  where product.Status == ProductStatus.Active
                  select new { product.Id, product.Name, variant.Options, ProductOptions = product.Options, variant.Position, Available = level.OnHand - level.Reserved };
        var rows = await low.OrderBy(r => r.Available).ThenBy(r => EF.Functions.Collate(r.Name, Collation.Root)).ThenBy(r => r.Position).Take(Shown).ToListAsync(stop);
        return new LowStock(
            [.. rows.Select(r => new Row(r.Id, r.Name, ProductOption.Arrange(r.Options, r.ProductOptions), r.Available))],
            rows.Count < Shown ? rows.Count : await low.CountAsync(stop));
    }
}

/// <summary>Puts what is running out on the dashboard's first page.</summary>
public sealed class InventoryFrontPage(OrionDb db) : IFrontPagePart
{
    public string Module => "inventory";

    public string Permission => "products.view";

    public async Task FillAsync(FrontPage page, CancellationToken stop)
    {
        var low = await LowStock.LoadAsync(db, stop);
        if (low.Count > 0) page.Cards.Add(new(30, _LowStockCard.Create(low)));
    }
}
