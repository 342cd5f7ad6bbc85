using Orion.Framework.Text;

namespace Orion.Features.Catalog.Shop;

/// <summary>A category as the shop shows it.</summary>
public sealed record ShopCategory(Guid Id, string Slug, string Name, string Description);

/// <summary>The shop's categories in order, kept in memory: they stand on every page.</summary>
public sealed class ShopCategories(StoreMemory<IReadOnlyList<ShopCategory>> memory, Func<OrionDb> open, RequestContext request)
{
    private const int Most = 2_000;

    /// <summary>All categories of the request's store.</summary>
    public ValueTask<IReadOnlyList<ShopCategory>> AllAsync(CancellationToken stop) =>
        memory.GetAsync(request.Store.Id, async () =>
        {
            var found = await open().Set<Category>().AsNoTracking().OrderBy(c => c.Position).ThenBy(c => c.Id).Take(Most)
                .Select(c => new { c.Position, Category = new ShopCategory(c.Id, c.Slug, c.Name, c.Description) }).ToListAsync(stop);
            return [.. found.OrderBy(c => c.Position).ThenBy(c => c.Category.Name, Collation.In(request.Culture)).Select(c => c.Category)];
        });
}
