using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Features.Catalog;

/// <summary>How far a picture is. Stored as text.</summary>
public enum ImageState
{
    /// <summary>Its address is known; it was not fetched yet.</summary>
    Pending,

    /// <summary>Stored, re-encoded, with a known size.</summary>
    Ready,

    /// <summary>Could not be fetched or read; can be tried again.</summary>
    Failed
}

/// <summary>A picture of a product.</summary>
public sealed class ProductImage : IStoreOwned
{
    /// <summary>Longest description of what it shows, in characters.</summary>
    public const int LongestAlt = 500;

    private ProductImage()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid ProductId { get; private set; }

    /// <summary>The stored picture's key, from which renditions' addresses are made; null until it is ready.</summary>
    public string? Key { get; private set; }

    /// <summary>Pixels of the largest rendition.</summary>
    public int Width { get; private set; }

    /// <summary>Pixels of the largest rendition.</summary>
    public int Height { get; private set; }

    /// <summary>What it shows, for those who can't see it.</summary>
    public string Alt { get; private set; } = "";

    public int Position { get; private set; }

    /// <summary>Option values that it shows, such as Glaze: Ash; empty for the product as a whole.</summary>
    public Dictionary<string, string> Options { get; private set; } = [];

    /// <summary>Where an import says that it is.</summary>
    public string? SourceUrl { get; private set; }

    public ImageState State { get; private set; }

    /// <summary>Why it failed.</summary>
    public string? Problem { get; private set; }

    /// <summary>Says which option values it shows.</summary>
    public void Show(IReadOnlyDictionary<string, string> options) => Options = new Dictionary<string, string>(options);

    /// <summary>A picture that is stored.</summary>
    public static ProductImage Stored(Guid productId, string key, int width, int height, string alt, int position, IReadOnlyDictionary<string, string>? options = null) => new()
    {
        ProductId = productId,
        Key = key,
        Width = width,
        Height = height,
        Alt = alt,
        Position = position,
        Options = new Dictionary<string, string>(options ?? new Dictionary<string, string>()),
        State = ImageState.Ready
    };

    /// <summary>A picture that is still elsewhere.</summary>
    public static ProductImage Elsewhere(Guid productId, string url, string alt, int position) =>
        new() { ProductId = productId, SourceUrl = url, Alt = alt, Position = position };

    public void Arrive(string key, int width, int height)
    {
        (Key, Width, Height, State, Problem) = (key, width, height, ImageState.Ready, null);
    }

    /// <summary>Says what it shows.</summary>
    public void Describe(string alt) => Alt = alt;

    /// <summary>Moves it among the product's pictures.</summary>
    public void MoveTo(int position) => Position = position;

    public void Fail(string problem) => (State, Problem) = (ImageState.Failed, problem);
}

internal sealed class ProductImageMapping : IEntityTypeConfiguration<ProductImage>
{
    public void Configure(EntityTypeBuilder<ProductImage> builder)
    {
        builder.ToTable("product_images");
        builder.Property(i => i.Key).HasMaxLength(120);
        builder.Property(i => i.Alt).HasMaxLength(ProductImage.LongestAlt);
        builder.Property(i => i.SourceUrl).HasMaxLength(2000);
        builder.Property(i => i.Problem).HasMaxLength(500);
        builder.Property(i => i.Options).AsJson();
        builder.HasIndex(i => new { i.StoreId, i.ProductId, i.Position });
        builder.HasIndex(i => new { i.StoreId, i.State }).HasFilter("state <> 'Ready'");
    }
}
