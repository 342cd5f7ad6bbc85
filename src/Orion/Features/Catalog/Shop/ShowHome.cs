using Orion.Features.Tenancy;
using Orion.Features.Tenancy.Theming;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog.Shop;

/// <summary>The shop's first page: what the store says of itself, its newest products, its shelves.</summary>
public sealed record ShowHome
{
    private const int MostProducts = 8;
    private const int MostShelves = 6;

    /// <summary>How many of the newest products are looked through for a picture of each shelf.</summary>
    private const int LookedThrough = 96;

    public async Task<Result> RunAsync(
        OrionDb db, RequestContext request, StoreLooks looks, ShopCategories categories, CancellationToken stop)
    {
        request.CacheTags.Add("products");
        var home = (await looks.GetAsync(db, request, stop)).Home;
        var shelves = await categories.AllAsync(db, request, stop);
        var newest = ListingSort.Sort(db.Set<ProductDocument>().AsNoTracking(), ListingSort.Newest, after: null);
        var products = await newest.Take(MostProducts * 2).Select(Listed.Columns).ToListAsync(stop);
        var pictured = await newest.Take(LookedThrough).Where(d => d.ImageKey != null)
            .Select(d => new { d.Categories, d.ImageKey, d.ImageWidth, d.ImageHeight, d.ImageAlt }).ToListAsync(stop);

        List<Shelf> shown = [];
        HashSet<string> used = [];
        foreach (var shelf in shelves.Take(MostShelves))
        {
            // Each shelf shows another product where there are enough of them.
            var picture = pictured.Find(p => p.Categories.Contains(shelf.Slug) && !used.Contains(p.ImageKey!))
                ?? pictured.Find(p => p.Categories.Contains(shelf.Slug));
            if (picture is not null) used.Add(picture.ImageKey!);
            shown.Add(new Shelf(shelf, picture is null ? null
                : Picture.Of(request, picture.ImageKey, picture.ImageWidth, picture.ImageHeight, picture.ImageAlt)));
        }

        return new Result(
            home, PictureOf(request, home.Image), PictureOf(request, home.StoryImage),
            shelves.FirstOrDefault(c => c.Slug == home.CallToActionCategory),
            // What is sold out makes room for what can be bought.
            [.. products.Select(p => p.ToRow(request)).OrderByDescending(p => p.Available).Take(MostProducts)], shown);
    }

    private static Picture? PictureOf(RequestContext request, PictureRef? picture) =>
        picture is null ? null : Picture.Of(request, picture.Key, picture.Width, picture.Height, picture.Alt);

    /// <summary>The first page.</summary>
    /// <param name="Home">What the store says.</param>
    /// <param name="Hero">The large picture, or null.</param>
    /// <param name="Story">The picture beside the store's story, or null.</param>
    /// <param name="Target">The shelf to which the button leads; null for all products.</param>
    public sealed record Result(
        HomeContent Home, Picture? Hero, Picture? Story, ShopCategory? Target, IReadOnlyList<BrowseProducts.Row> Products,
        IReadOnlyList<Shelf> Shelves);

    /// <summary>A category with a picture of something in it.</summary>
    public sealed record Shelf(ShopCategory Category, Picture? Picture);
}
