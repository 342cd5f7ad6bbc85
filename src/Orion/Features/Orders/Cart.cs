using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Features.Catalog;

namespace Orion.Features.Orders;

/// <summary>
/// What a shopper means to buy. Known to the shopper's browser by a random token; prices are never kept in it, they are read
/// when it is shown and again when it is ordered.
/// </summary>
[NeverTaken("ix_carts_store_id_token", "Random bits.")]
public sealed class Cart : IStoreOwned, ITimestamped
{
    /// <summary>How long a cart is kept after its last change.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>The most lines in a cart.</summary>
    public const int MostLines = 100;

    /// <summary>The most of one thing.</summary>
    public const int MostOfOne = 999;

    private Cart()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>160 random bits, base64url.</summary>
    [Undisclosed]
    public string Token { get; private set; } = "";

    /// <summary>When it became an order; it takes no more changes then.</summary>
    public DateTimeOffset? OrderedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public List<CartItem> Items { get; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public static Cart Open(string token, DateTimeOffset now) => new() { Token = token, ExpiresAt = now + Life };

    /// <summary>Keeps it for another while.</summary>
    public void Keep(DateTimeOffset now) => ExpiresAt = now + Life;

    /// <summary>Whether anyone can still see it: ordered or not, a cart ends when it was left alone for long.</summary>
    public bool IsOver(DateTimeOffset now) => ExpiresAt < now;

    /// <summary>It became an order.</summary>
    public void Close(DateTimeOffset now) => OrderedAt = now;
}

/// <summary>A line of a cart.</summary>
[NeverTaken("ix_cart_items_store_id_cart_id_variant_id", "The cart is locked before its items are looked at.")]
public sealed class CartItem : IStoreOwned
{
    private CartItem()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid CartId { get; private set; }

    public Guid VariantId { get; private set; }

    public int Quantity { get; private set; }

    public static CartItem Of(Guid cartId, Guid variantId, int quantity) => new() { CartId = cartId, VariantId = variantId, Quantity = quantity };

    public void SetQuantity(int quantity) => Quantity = quantity;
}

internal sealed class CartMapping : IEntityTypeConfiguration<Cart>, IEntityTypeConfiguration<CartItem>
{
    public void Configure(EntityTypeBuilder<Cart> builder)
    {
        builder.ToTable("carts");
        builder.Property(c => c.Token).HasMaxLength(64);
        builder.HasIndex(c => new { c.StoreId, c.Token }).IsUnique();
        builder.HasIndex(c => new { c.StoreId, c.ExpiresAt });
        builder.HasMany(c => c.Items).WithOne().HasForeignKey(i => new { i.StoreId, i.CartId });
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(c => c.StoreId);
    }

    public void Configure(EntityTypeBuilder<CartItem> builder)
    {
        builder.ToTable("cart_items", t => t.HasCheckConstraint("ck_cart_items_quantity", "quantity between 1 and 999"));
        builder.HasIndex(i => new { i.StoreId, i.CartId, i.VariantId }).IsUnique();
        builder.HasOne<ProductVariant>().WithMany().HasForeignKey(i => new { i.StoreId, i.VariantId });
    }
}
