using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Currencies;
using Orion.Framework.Text;

namespace Orion.Features.Catalog;

/// <summary>Whether a product is for sale. Stored as text.</summary>
public enum ProductStatus
{
    /// <summary>Being prepared; only the team sees it.</summary>
    Draft,

    /// <summary>For sale.</summary>
    Active,

    /// <summary>No longer for sale.</summary>
    Archived
}

/// <summary>Something that a store sells, in one or more variants.</summary>
[Taken("ix_products_store_id_slug", 409, "slug_taken", "slug", "Another product has this address. Choose a different one.")]
[NeverTaken("ix_products_store_id_handle", "Only imports give handles, to the product that has it; one that is restored gives a taken one up.")]
public sealed class Product : IStoreOwned, ISoftDeleted, ITimestamped
{
    /// <summary>The most options that a product may have.</summary>
    public const int MostOptions = 3;

    /// <summary>The most variants that a product may have.</summary>
    public const int MostVariants = 500;

    /// <summary>The longest handle, in characters.</summary>
    public const int LongestHandle = 255;

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 255;

    /// <summary>The longest address, in characters.</summary>
    public const int LongestSlug = 120;

    /// <summary>The longest summary, in characters.</summary>
    public const int LongestSummary = 500;

    /// <summary>The most pictures of a product: as many as other shops export of one.</summary>
    public const int MostPictures = 250;

    private Product()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The name in the shop's address; unique among the store's products that are not deleted.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>
    /// What the file calls it that it came from, to the letter: its identity for the next import, whatever address it has. Null for
    /// one that was made by hand. Unique among the store's products that are not deleted.
    /// </summary>
    public string? Handle { get; private set; }

    public string Name { get; private set; } = "";

    public string Summary { get; private set; } = "";

    /// <summary>Sanitised HTML.</summary>
    public string Description { get; private set; } = "";

    public string Vendor { get; private set; } = "";

    public ProductStatus Status { get; private set; }

    /// <summary>The options in order, such as Size: S, M, L.</summary>
    public List<ProductOption> Options { get; private set; } = [];

    /// <summary>Rows of a small table under the description.</summary>
    public List<ProductDetail> Details { get; private set; } = [];

    public List<string> Tags { get; private set; } = [];

    public Dictionary<string, JsonElement> Metadata { get; private set; } = [];

    public List<ProductVariant> Variants { get; } = [];

    public List<ProductImage> Images { get; } = [];

    public List<ProductCategory> Categories { get; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>A product without variants yet.</summary>
    public static Product Make(string slug, string name, ProductStatus status, string description = "", string summary = "") =>
        new() { Slug = slug, Name = name, Status = status, Description = description, Summary = summary };

    public void Rename(string name) => Name = name;

    public void MoveTo(string slug) => Slug = slug;

    public void Describe(string summary, string description)
    {
        Summary = summary;
        Description = description;
    }

    public void Detail(IEnumerable<ProductDetail> details) => Details = [.. details];

    public void SetStatus(ProductStatus status) => Status = status;

    public void SetOptions(IEnumerable<ProductOption> options) => Options = [.. options];

    /// <summary>Puts it aside; its slug is free again, its orders keep it.</summary>
    public void Delete(DateTimeOffset now) => DeletedAt = now;

    /// <summary>Takes a deletion back.</summary>
    public void Restore() => DeletedAt = null;

    /// <summary>Gives its handle up to the product that an import has made of it meanwhile.</summary>
    public void GiveUpHandle() => Handle = null;

    /// <summary>A slug made from a name: lower-case ASCII letters, digits and hyphens; one of its own for each name in another script.</summary>
    public static string SlugFrom(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(char.ToLowerInvariant(c));
            else if (plain.Length > 0 && plain[^1] != '-' && c is not ('\'' or '’')) plain.Append('-');
        }

        var slug = TextLimit.Shorten(plain.ToString().Trim('-'), LongestSlug).Trim('-');
        // What is written without Latin letters would all be called the same.
        return slug.Length > 0 ? slug : $"product-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 6))}";
    }

    /// <summary>A slug with a number behind it, for when others have the plain one; as short as a slug must be.</summary>
    public static string NumberedSlug(string slug, int number)
    {
        var ending = string.Create(CultureInfo.InvariantCulture, $"-{number}");
        return TextLimit.Shorten(slug, LongestSlug - ending.Length).TrimEnd('-') + ending;
    }
}

/// <summary>A way in which a product's variants differ.</summary>
public sealed record ProductOption(string Name, List<string> Values)
{
    /// <summary>The longest name of an option, in characters.</summary>
    public const int LongestName = 255;

    /// <summary>The longest value of an option, in characters.</summary>
    public const int LongestValue = 255;

    /// <summary>What decides whether two names or values are the same to people: without case, outer spaces and forms of one letter.</summary>
    public static string KeyOf(string text) =>
        text.Normalize(NormalizationForm.FormC).Trim().ToUpperInvariant();

    /// <summary>
    /// What was chosen, in the order of the product's options. PostgreSQL keeps the members of a jsonb object in an order of its
    /// own; people read size and colour as the product names them.
    /// </summary>
    public static OrderedDictionary<string, string> Arrange(IReadOnlyDictionary<string, string> chosen, List<ProductOption> options)
    {
        var arranged = new OrderedDictionary<string, string>();
        foreach (var option in options)
            if (chosen.TryGetValue(option.Name, out var value)) arranged.TryAdd(option.Name, value);
        foreach (var (name, value) in chosen) arranged.TryAdd(name, value);
        return arranged;
    }
}

/// <summary>A line of a product's facts.</summary>
public sealed record ProductDetail(string Label, string Value);

/// <summary>One combination of a product's options: what is priced, stocked and sold.</summary>
public sealed class ProductVariant : IStoreOwned, ITimestamped, INamedInLog
{
    /// <summary>The longest article number, in characters.</summary>
    public const int LongestSku = 255;

    private ProductVariant()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid ProductId { get; private set; }

    /// <summary>The merchant's article number; may be empty and, in imported data, repeat.</summary>
    public string Sku { get; private set; } = "";

    /// <summary>The value of each of the product's options, by the option's name.</summary>
    public Dictionary<string, string> Options { get; private set; } = [];

    public Money Price { get; private set; }

    /// <summary>The price before a reduction, in minor units of the price's currency; null for none.</summary>
    public long? CompareAt { get; private set; }

    public string Barcode { get; private set; } = "";

    /// <summary>Grams.</summary>
    public int Weight { get; private set; }

    public int Position { get; private set; }

    public bool RequiresShipping { get; private set; } = true;

    public bool IsTaxable { get; private set; } = true;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When it was taken out of the product; its orders keep it.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    string INamedInLog.NameInLog => string.Join(" / ", Options.Values);

    /// <summary>A variant of a product.</summary>
    public static ProductVariant Of(
        Guid productId, string sku, IReadOnlyDictionary<string, string> options, Money price, int position, long? compareAt = null) => new()
        {
            ProductId = productId,
            Sku = sku,
            Options = new Dictionary<string, string>(options),
            Price = price,
            Position = position,
            CompareAt = compareAt
        };

    public void Reprice(Money price, long? compareAt)
    {
        Price = price;
        CompareAt = compareAt;
    }

    public void SetSku(string sku) => Sku = sku;

    /// <summary>Says which value it has of each of the product's options.</summary>
    public void Choose(IReadOnlyDictionary<string, string> options) => Options = new Dictionary<string, string>(options);

    public void MoveTo(int position) => Position = position;

    /// <summary>Another variant that differs in its options alone, without an article number or barcode yet.</summary>
    public ProductVariant Sibling(IReadOnlyDictionary<string, string> options, int position) => new()
    {
        ProductId = ProductId,
        Options = new Dictionary<string, string>(options),
        Price = Price,
        CompareAt = CompareAt,
        Weight = Weight,
        RequiresShipping = RequiresShipping,
        IsTaxable = IsTaxable,
        Position = position
    };

    /// <summary>Takes it out of the product; what was ordered of it and counted of it stays.</summary>
    public void Remove(DateTimeOffset now) => RemovedAt ??= now;
}

/// <summary>A product's place in a category.</summary>
[NeverTaken("pk_product_categories", "Only an import puts products into categories, and leaves those that are there.")]
public sealed class ProductCategory : IStoreOwned
{
    private ProductCategory()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid ProductId { get; private set; }

    public Guid CategoryId { get; private set; }

    public static ProductCategory Of(Guid productId, Guid categoryId) => new() { ProductId = productId, CategoryId = categoryId };
}

internal sealed class ProductMapping
    : IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<ProductVariant>, IEntityTypeConfiguration<ProductCategory>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("products");
        builder.Property(p => p.Slug).HasMaxLength(255);
        builder.Property(p => p.Name).HasMaxLength(255);
        builder.Property(p => p.Handle).HasMaxLength(Product.LongestHandle);
        builder.Property(p => p.Summary).HasMaxLength(Product.LongestSummary);
        builder.Property(p => p.Description).HasColumnType("text").Metadata.SetMaxLength(null);
        builder.Property(p => p.Vendor).HasMaxLength(255);
        builder.Property(p => p.Options).AsJson();
        builder.Property(p => p.Details).AsJson();
        builder.Property(p => p.Tags).AsJson();
        builder.HasIndex(p => new { p.StoreId, p.Slug }).IsUnique().HasFilter("deleted_at is null");
        builder.HasIndex(p => new { p.StoreId, p.Handle }).IsUnique().HasFilter("deleted_at is null");
        builder.HasIndex(p => new { p.StoreId, p.CreatedAt });
        builder.Property<uint>("RowVersion").IsRowVersion();
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(p => p.StoreId);
        builder.HasMany(p => p.Variants).WithOne().HasForeignKey(v => new { v.StoreId, v.ProductId });
        builder.HasMany(p => p.Images).WithOne().HasForeignKey(i => new { i.StoreId, i.ProductId });
        builder.HasMany(p => p.Categories).WithOne().HasForeignKey(c => new { c.StoreId, c.ProductId });
    }

    public void Configure(EntityTypeBuilder<ProductVariant> builder)
    {
        builder.ToTable("product_variants", t => t.HasCheckConstraint("ck_product_variants_price", "price_amount >= 0"));
        builder.Property(v => v.Sku).HasMaxLength(255);
        builder.Property(v => v.Barcode).HasMaxLength(255);
        builder.Property(v => v.Options).AsJson();
        builder.HasIndex(v => new { v.StoreId, v.ProductId, v.Position });
        builder.HasIndex(v => new { v.StoreId, v.Sku });
    }

    public void Configure(EntityTypeBuilder<ProductCategory> builder)
    {
        builder.ToTable("product_categories");
        builder.HasKey(c => new { c.StoreId, c.ProductId, c.CategoryId });
        builder.HasIndex(c => new { c.StoreId, c.CategoryId });
        builder.HasOne<Category>().WithMany().HasForeignKey(c => new { c.StoreId, c.CategoryId });
    }
}
