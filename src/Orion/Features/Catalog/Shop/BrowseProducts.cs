using System.Text.Json.Serialization;
using Orion.Framework.Currencies;
using Orion.Framework.Text;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog.Shop;

/// <summary>The shop's listing: searched, of a category, sorted, page by page.</summary>
/// <param name="Q">Words that must occur.</param>
/// <param name="Category">The slug of a category.</param>
/// <param name="Sort">One of <see cref="ListingSort"/>; newest first when missing.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Limit">Products per page, 1 to 250; pages of the shop have their own number.</param>
public sealed record BrowseProducts(string? Q, string? Category, string? Sort, string? Cursor, int? Limit)
{
    /// <summary>Products per page when nothing else is asked for.</summary>
    public const int Usual = 24;

    /// <summary>The most products per page.</summary>
    public const int Most = PageLimit.Most;

    public async Task<Outcome<Result>> RunAsync(StoreReads reads, RequestContext request, ShopCategories categories, CancellationToken stop)
    {
        var sort = string.IsNullOrEmpty(Sort) ? ListingSort.Newest : Sort;
        // The cache knows no page size, so the shop's own pages have one size only.
        var limit = request.Door == Door.Api ? Limit ?? Usual : Usual;
        var errors = new Errors();
        Cursor? after = null;
        errors.If(!ListingSort.Exists(sort), "sort", "Sort by newest, price, -price or name.");
        errors.If(limit is < 1 or > Most, "limit", $"Enter a number from 1 to {Most}.");
        errors.If(Q is { Length: > ProductSearch.Longest }, "q", $"Use at most {ProductSearch.Longest} characters.");
        errors.If(IsBroken(Q), "q", "This text holds characters that can't be searched for.");
        errors.If(!string.IsNullOrEmpty(Cursor) && !ListingSort.TryRead(Cursor, sort, out after!), "cursor", "This isn't a cursor of this list.");
        if (!errors.None) return Refusal.Invalid(errors.ToDictionary());

        var shelves = await categories.AllAsync(stop);
        var here = string.IsNullOrEmpty(Category) ? null : shelves.FirstOrDefault(c => c.Slug == Category);
        List<Row> rows = [];
        string? next = null;
        if (here is not null || string.IsNullOrEmpty(Category))
        {
            var found = await reads.ReadAsync([ListingSelect.Of(here?.Slug, Q, sort, Collation.Of(request.Culture), after, limit + 1)], Listed.ReadAllAsync, stop);
            if (found.Count > limit)
            {
                var last = found[limit - 1];
                next = ListingSort.At(sort, last.CreatedAt, last.PriceFrom, last.Name, last.Id).ToString();
                found.RemoveAt(limit);
            }

            rows = [.. found.Select(d => d.ToRow(request))];
        }

        request.CacheTags.Add("products");
        return new Result(rows, next)
        {
            Listing = new Listing(string.IsNullOrWhiteSpace(Q) ? null : Q.Trim(), here, sort, shelves, IsFirst: after is null, Category)
        };
    }

    private static bool IsBroken(string? text) => UnstorableText.IsIn(text);

    /// <summary>A page of products.</summary>
    public sealed record Result(IReadOnlyList<Row> Items, string? NextCursor)
    {
        /// <summary>What the page shows around them.</summary>
        [JsonIgnore]
        public Listing Listing { get; init; } = Listing.Plain;
    }

    /// <summary>A product in a list.</summary>
    /// <param name="Price">The lowest price of its variants.</param>
    /// <param name="PriceVaries">Whether other variants cost more.</param>
    /// <param name="CompareAt">The price before a reduction; null for none, and where variants cost differently.</param>
    public sealed record Row(
        Guid Id, string Slug, string Name, Money Price, bool PriceVaries, Money? CompareAt, Picture? Image, bool Available);
}

/// <summary>What a listing is of.</summary>
/// <param name="Query">What was searched for, or null.</param>
/// <param name="Category">The category, or null for all products.</param>
/// <param name="Sort">Its order.</param>
/// <param name="Categories">The categories that there are.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
/// <param name="Asked">The category that was asked for, whether there is such or not.</param>
public sealed record Listing(
    string? Query, ShopCategory? Category, string Sort, IReadOnlyList<ShopCategory> Categories, bool IsFirst, string? Asked = null)
{
    /// <summary>Of nothing in particular.</summary>
    public static readonly Listing Plain = new(null, null, ListingSort.Newest, [], IsFirst: true);
}
