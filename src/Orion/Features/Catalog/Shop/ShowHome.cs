using Orion.Features.Tenancy;
using Orion.Features.Tenancy.Theming;
using Orion.Framework.Text;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog.Shop;

/// <summary>The shop's first page: what the store says of itself, its newest products, its shelves.</summary>
public sealed record ShowHome
{
    private const int MostProducts = 8;
    private const int MostShelves = 6;

    /// <summary>The newest products are looked through for a picture of each shelf.</summary>
    private const string Pictured =
        """
        select categories, image_key, image_width, image_height, image_alt
        from (
          select * from product_documents where store_id = $1 order by created_at desc, id desc limit 96
        ) newest
        where image_key is not null
        order by created_at desc, id desc
        """;

    public async Task<Result> RunAsync(
        StoreReads reads, RequestContext request, StoreLooks looks, ShopCategories categories, CancellationToken stop)
    {
        request.CacheTags.Add("products");
        var home = (await looks.GetAsync(stop)).Home;
        var shelves = await categories.AllAsync(stop);
        var newest = ListingSelect.Of(category: null, text: null, ListingSort.Newest, Collation.Root, after: null, MostProducts * 2);
        var (products, pictured) = await reads.ReadAsync([newest, new StoreSelect(Pictured)], async (rows, token) =>
        {
            var found = await Listed.ReadAllAsync(rows, token);
            await rows.NextResultAsync(token);
            List<ShelfPicture> pictures = [];
            while (await rows.ReadAsync(token))
                pictures.Add(new(rows.GetFieldValue<string[]>(0), rows.GetString(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetString(4)));
            return (found, pictures);
        }, stop);

        List<Shelf> shown = [];
        HashSet<string> used = [];
        foreach (var shelf in shelves.Take(MostShelves))
        {
            // Each shelf shows another product where there are enough of them.
            var picture = pictured.Find(p => p.Categories.Contains(shelf.Slug) && !used.Contains(p.Key))
                ?? pictured.Find(p => p.Categories.Contains(shelf.Slug));
            if (picture is not null) used.Add(picture.Key);
            shown.Add(new Shelf(shelf, picture is null ? null
                : Picture.Of(request, picture.Key, picture.Width, picture.Height, picture.Alt)));
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

    private sealed record ShelfPicture(string[] Categories, string Key, int Width, int Height, string Alt);

    /// <summary>A category with a picture of something in it.</summary>
    public sealed record Shelf(ShopCategory Category, Picture? Picture);
}
