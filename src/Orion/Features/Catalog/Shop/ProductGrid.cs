namespace Orion.Features.Catalog.Shop;

/// <summary>Products side by side.</summary>
/// <param name="Items">The products.</param>
/// <param name="FirstRowEager">Whether the first row stands in the first screen, so that its pictures aren't fetched lazily.</param>
public sealed record ProductGrid(IReadOnlyList<BrowseProducts.Row> Items, bool FirstRowEager = false)
{
    /// <summary>Products in the first row of the widest page.</summary>
    public const int FirstRow = 4;
}

/// <summary>A product in a grid, and whether its picture is the first or among the first on the page.</summary>
public sealed record ProductCard(BrowseProducts.Row Product, bool IsFirst, bool IsEager);
