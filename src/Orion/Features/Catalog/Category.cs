using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Features.Catalog;

/// <summary>A category of products.</summary>
[NeverTaken("ix_categories_store_id_slug", "Imports, which make categories, take a lock on the store.")]
public sealed class Category : IStoreOwned, ITimestamped
{
    private Category()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Slug { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Description { get; private set; } = "";

    public int Position { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public static Category Make(string slug, string name, string description, int position) =>
        new() { Slug = slug, Name = name, Description = description, Position = position };
}

internal sealed class CategoryMapping : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> builder)
    {
        builder.ToTable("categories");
        builder.Property(c => c.Slug).HasMaxLength(255);
        builder.Property(c => c.Name).HasMaxLength(255);
        builder.HasIndex(c => new { c.StoreId, c.Slug }).IsUnique();
        builder.HasIndex(c => new { c.StoreId, c.Position });
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(c => c.StoreId);
    }
}
