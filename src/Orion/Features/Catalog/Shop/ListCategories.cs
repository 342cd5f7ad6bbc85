namespace Orion.Features.Catalog.Shop;

/// <summary>The shop's categories.</summary>
public sealed record ListCategories
{
    public async Task<Result> RunAsync(ShopCategories categories, CancellationToken stop) =>
        new(await categories.AllAsync(stop));

    /// <summary>All of them, in the shop's order.</summary>
    public sealed record Result(IReadOnlyList<ShopCategory> Items);
}
