using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Text;

namespace Orion.Features.Catalog;

/// <summary>
/// What the shop reads: one denormalised row per product that is for sale, so that a page is one read. Written only by
/// ProductDocuments, in the transaction that changes the product; can be rebuilt from the tables at any time.
/// </summary>
[Unaudited("A copy for reading; the product itself is written.")]
[NeverTaken("ix_product_documents_store_id_slug", "It follows the product, whose address is unique.")]
public sealed class ProductDocument : IStoreOwned
{
    private ProductDocument()
    {
    }

    public Guid StoreId { get; private set; }

    /// <summary>The product's id.</summary>
    public Guid Id { get; private set; }

    public string Slug { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Lowest price of the variants, minor units.</summary>
    public long PriceFrom { get; private set; }

    /// <summary>Highest price of the variants, minor units.</summary>
    public long PriceTo { get; private set; }

    /// <summary>The highest price before a reduction among the variants, or null.</summary>
    public long? CompareAt { get; private set; }

    public string Currency { get; private set; } = "";

    /// <summary>Whether any variant can be bought, by the stock that is kept.</summary>
    public bool Available { get; private set; }

    /// <summary>Slugs of its categories.</summary>
    public string[] Categories { get; private set; } = [];

    /// <summary>Name, vendor, tags and articles, folded (lower case, without accents), for searching.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>The picture of the listing: key, width, height, alt; null for none.</summary>
    public string? ImageKey { get; private set; }

    public int ImageWidth { get; private set; }

    public int ImageHeight { get; private set; }

    public string ImageAlt { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Everything that the product's page shows.</summary>
    public ProductContent Content { get; private set; } = new();
}

/// <summary>The rest of a product's page, kept as jsonb.</summary>
public sealed class ProductContent
{
    public string Summary { get; init; } = "";

    public string Description { get; init; } = "";

    public string Vendor { get; init; } = "";

    public List<ProductOption> Options { get; init; } = [];

    public List<ProductDetail> Details { get; init; } = [];

    public List<VariantContent> Variants { get; init; } = [];

    public List<ImageContent> Images { get; init; } = [];
}

/// <summary>A variant as the shop shows it. Amounts are minor units of the document's currency.</summary>
/// <param name="Stock">How many can be bought; null when not counted.</param>
public sealed record VariantContent(Guid Id, string Sku, Dictionary<string, string> Options, long Price, long? CompareAt, long? Stock, bool Available);

/// <summary>A picture as the shop shows it.</summary>
public sealed record ImageContent(string Key, int Width, int Height, string Alt, Dictionary<string, string> Options);

internal sealed class ProductDocumentMapping : IEntityTypeConfiguration<ProductDocument>
{
    public void Configure(EntityTypeBuilder<ProductDocument> builder)
    {
        builder.ToTable("product_documents");
        builder.Property(d => d.Slug).HasMaxLength(255);
        builder.Property(d => d.Name).HasMaxLength(255);
        builder.Property(d => d.Currency).HasColumnType("char(3)");
        builder.Property(d => d.SearchText).HasColumnType("text").Metadata.SetMaxLength(null);
        builder.Property(d => d.ImageKey).HasMaxLength(120);
        builder.Property(d => d.ImageAlt).HasMaxLength(500);
        builder.Property(d => d.Content).AsJson();
        builder.PrimitiveCollection(d => d.Categories).HasColumnType("text[]");
        builder.HasIndex(d => new { d.StoreId, d.Slug }).IsUnique();
        builder.HasIndex(d => new { d.StoreId, d.CreatedAt, d.Id });
        builder.HasIndex(d => new { d.StoreId, d.PriceFrom, d.Id });
        builder.HasIndex(d => new { d.StoreId, d.Name, d.Id }).UseCollation("", Collation.Root, "");
        builder.HasOne<Product>().WithOne().HasForeignKey<ProductDocument>(d => new { d.StoreId, d.Id });
    }
}
