using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Orion.Framework.Currencies;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Catalog.Shop;

/// <summary>A product with everything that its page shows, in one read.</summary>
/// <param name="Slug">Its name in the address.</param>
/// <param name="Variant">The variant that the page is to show, by id; another product's or none is the first one.</param>
public sealed record ShowProduct(string Slug, string? Variant = null)
{
    private const string Document =
        $"select {Listed.Columns}, categories, content from product_documents where store_id = $1 and slug = $2";

    /// <summary>The newest others of its first category, or of all where it has none.</summary>
    private const string Related =
        $"""
        select {Listed.Columns} from product_documents
        where store_id = $1 and slug <> $2
          and categories @> coalesce((select categories[1:1] from product_documents where store_id = $1 and slug = $2), array[]::text[])
        order by created_at desc, id desc limit 4
        """;

    public async Task<Outcome<Result>> RunAsync(StoreReads reads, RequestContext request, ShopCategories categories, CancellationToken stop)
    {
        if (Slug.Length > 255 || Slug.Contains('\0', StringComparison.Ordinal)) return Refusal.NotFound("product");
        var isWhole = request is { Door: Door.Page, IsFragment: false };
        var slug = StoreSelect.Value(Slug);
        var (found, others) = await reads.ReadAsync(
            isWhole ? [new StoreSelect(Document, slug), new StoreSelect(Related, slug)] : [new StoreSelect(Document, slug)],
            static async (rows, token) =>
            {
                var document = await rows.ReadAsync(token) ? ShownDocument.Read(rows) : null;
                return (document, await rows.NextResultAsync(token) ? await Listed.ReadAllAsync(rows, token) : []);
            }, stop);
        if (found is null) return Refusal.NotFound("product");
        var document = found.Listed;
        request.CacheTags.Add("products");

        var counted = request.IsEnabled("inventory");
        var content = found.Content;
        List<Choice> variants =
        [
            .. content.Variants.Select(v => new Choice(
                v.Id, v.Sku, v.Options, new Money(v.Price, document.Currency),
                v.CompareAt > v.Price ? new Money(v.CompareAt.Value, document.Currency) : null,
                v.Available || !counted, counted ? v.Stock : null))
        ];
        List<ImageContent> pictures = [.. content.Images.Where(i => i.Width > 0 && i.Height > 0)];
        var result = new Result(
            document.Id, document.Slug, document.Name, new Money(document.PriceFrom, document.Currency), document.PriceTo > document.PriceFrom,
            Picture.Of(request, document.ImageKey, document.ImageWidth, document.ImageHeight, document.ImageAlt),
            variants.Any(v => v.Available), content.Summary, content.Description, content.Vendor, content.Options, content.Details,
            found.Categories, [.. pictures.Select(i => Picture.Of(request, i.Key, i.Width, i.Height, i.Alt)!)], variants);
        if (request.Door == Door.Api) return result;

        var named = Guid.TryParse(Variant, out var id) ? variants.Find(v => v.Id == id) : null;
        var chosen = named ?? variants.Find(v => v.Available) ?? variants[0];
        return result with
        {
            Chosen = chosen,
            Picker = OptionPicker.For(content.Options, variants, chosen),
            Gallery = GalleryFor(chosen, pictures, result.Images),
            Shelf = found.Categories.Length == 0 ? null
                : (await categories.AllAsync(stop)).FirstOrDefault(c => c.Slug == found.Categories[0]),
            Related = [.. others.Select(d => d.ToRow(request))]
        };
    }

    /// <summary>Pictures of the chosen variant first, then those of the product as a whole; others' variants last.</summary>
    private static IReadOnlyList<Picture> GalleryFor(Choice chosen, List<ImageContent> contents, IReadOnlyList<Picture> pictures)
    {
        return [.. pictures.Select((picture, i) => (picture, rank: RankOf(contents[i].Options))).OrderBy(p => p.rank).Select(p => p.picture)];

        int RankOf(Dictionary<string, string>? shows) => shows is null or { Count: 0 }
            ? 1
            : shows.All(o => chosen.Options.GetValueOrDefault(o.Key) == o.Value) ? 0 : 2;
    }

    /// <summary>A product.</summary>
    /// <param name="Price">The lowest price of its variants.</param>
    /// <param name="PriceVaries">Whether other variants cost more.</param>
    /// <param name="Image">The picture that lists show, or null.</param>
    /// <param name="Description">Sanitised HTML.</param>
    public sealed record Result(
        Guid Id, string Slug, string Name, Money Price, bool PriceVaries, Picture? Image, bool Available, string Summary,
        string Description, string Vendor, IReadOnlyList<ProductOption> Options, IReadOnlyList<ProductDetail> Details,
        IReadOnlyList<string> Categories, IReadOnlyList<Picture> Images, IReadOnlyList<Choice> Variants)
    {
        /// <summary>The variant that the page shows and sells.</summary>
        [JsonIgnore]
        public Choice Chosen { get; init; } = null!;

        /// <summary>The options, seen from it.</summary>
        [JsonIgnore]
        public IReadOnlyList<OptionPicker.Group> Picker { get; init; } = [];

        /// <summary>The pictures, its own first.</summary>
        [JsonIgnore]
        public IReadOnlyList<Picture> Gallery { get; init; } = [];

        /// <summary>The category in which it stands first, or null.</summary>
        [JsonIgnore]
        public ShopCategory? Shelf { get; init; }

        /// <summary>Others of the same category.</summary>
        [JsonIgnore]
        public IReadOnlyList<BrowseProducts.Row> Related { get; init; } = [];
    }

    /// <summary>A variant.</summary>
    /// <param name="CompareAt">The price before a reduction, or null.</param>
    public sealed record Choice(
        Guid Id, string Sku, Dictionary<string, string> Options, Money Price, Money? CompareAt, bool Available,
        [property: JsonIgnore] long? Stock);

    /// <summary>The document as it is read: what lists show of it, and the rest.</summary>
    private sealed record ShownDocument(Listed Listed, string[] Categories, ProductContent Content)
    {
        public static ShownDocument Read(NpgsqlDataReader row) => new(
            Listed.Read(row), row.GetFieldValue<string[]>(Listed.ColumnCount),
            JsonSerializer.Deserialize<ProductContent>(row.GetFieldValue<byte[]>(Listed.ColumnCount + 1), JsonSerializerOptions.Web)!);
    }
}
