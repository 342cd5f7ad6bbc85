using System.Text.Json.Serialization;
using Orion.Framework.Currencies;
using Orion.Framework.Storage;

namespace Orion.Features.Catalog.Store;

/// <summary>A product with all that its team can change.</summary>
public sealed record ShowProduct(Guid Id)
{
    /// <summary>The product. Its version changes with every change; sent back, it guards against overwriting another's.</summary>
    public sealed record Result(
        Guid Id, string Slug, string Name, ProductStatus Status, string Summary, string Description, string Vendor,
        IReadOnlyList<ProductOption> Options, IReadOnlyList<Variant> Variants, IReadOnlyList<Picture> Images, string Version,
        DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
    {
        /// <summary>Whether anybody counts stock, so that there is some to be shown and set.</summary>
        [JsonIgnore]
        public bool CountsStock { get; init; }
    }

    /// <summary>A variant. Stock is what lies there, null when it is not counted; reserved is what of it is promised.</summary>
    public sealed record Variant(
        Guid Id, string Sku, IReadOnlyDictionary<string, string> Options, Money Price, Money? CompareAt, int? Stock, int Reserved)
    {
        /// <summary>The option values in words; empty for a product's only variant.</summary>
        [JsonIgnore]
        public string Title => string.Join(" / ", Options.Values);
    }

    /// <summary>A picture; without an address while it isn't stored.</summary>
    public sealed record Picture(Guid Id, string? Url, int Width, int Height, string Alt, ImageState State)
    {
        /// <summary>The address of the smallest rendition.</summary>
        [JsonIgnore]
        public string? Thumbnail { get; init; }

        internal static Picture Of(ProductImage image, RequestContext request) => new(
            image.Id, Address(image, request, image.Width), image.Width, image.Height, image.Alt, image.State)
        {
            Thumbnail = image.Width > 0 ? Address(image, request, Pictures.WidthsOf(image.Width).First()) : null
        };

        private static string? Address(ProductImage image, RequestContext request, int width) =>
            image is { State: ImageState.Ready, Key: { } key } ? request.Href.Media(Pictures.NameOf(key, width)) : null;
    }

    public async Task<Outcome<Result>> RunAsync(OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        var found = await db.Set<Product>().AsNoTracking().Where(p => p.Id == Id)
            .Select(p => new { Product = p, Version = EF.Property<uint>(p, "RowVersion") }).FirstOrDefaultAsync(stop);
        if (found is not { Product: { } product }) return Refusal.NotFound("product");
        var variants = await db.Set<ProductVariant>().AsNoTracking().Where(v => v.ProductId == Id && v.RemovedAt == null)
            .OrderBy(v => v.Position).ThenBy(v => v.Id).ToListAsync(stop);
        var images = await db.Set<ProductImage>().AsNoTracking().Where(i => i.ProductId == Id)
            .OrderBy(i => i.Position).ThenBy(i => i.Id).ToListAsync(stop);
        var counted = await stock.FindAsync([.. variants.Select(v => v.Id)], stop);
        return new Result(
            product.Id, product.Slug, product.Name, product.Status, product.Summary, product.Description, product.Vendor, product.Options,
            [.. variants.Select(v => new Variant(
                v.Id, v.Sku, ProductOption.Arrange(v.Options, product.Options), v.Price, v.CompareAt is { } before ? new Money(before, v.Price.Currency) : null,
                counted.GetValueOrDefault(v.Id)?.OnHand, counted.GetValueOrDefault(v.Id)?.Reserved ?? 0))],
            [.. images.Select(i => Picture.Of(i, request))],
            found.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), product.CreatedAt, product.UpdatedAt)
        { CountsStock = stock.IsCounted };
    }
}
