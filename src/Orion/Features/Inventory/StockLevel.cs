using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Features.Catalog;

namespace Orion.Features.Inventory;

/// <summary>A place where stock lies. Every store has one from the start.</summary>
[NeverTaken("ix_stock_locations_store_id", "The default one is inserted only where there is none, in one statement.")]
public sealed class StockLocation : IStoreOwned
{
    private StockLocation()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Name { get; private set; } = "";

    public bool IsDefault { get; private set; }

    public static StockLocation Default(Guid storeId, string name) => new() { StoreId = storeId, Name = name, IsDefault = true };
}

/// <summary>
/// How many of a variant lie at a location. On hand is the sum of its movements; available is on hand less what is reserved.
/// Changed only by StockKeeper, atomically.
/// </summary>
[Unaudited("The sum of the stock movements.")]
[NeverTaken("ix_stock_levels_store_id_variant_id_location_id", "Inserted only where there is none, in one statement.")]
public sealed class StockLevel : IStoreOwned
{
    private StockLevel()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid VariantId { get; private set; }

    public Guid LocationId { get; private set; }

    public int OnHand { get; private set; }

    public int Reserved { get; private set; }

    /// <summary>False: not counted, always available.</summary>
    public bool IsTracked { get; private set; } = true;

    /// <summary>True: may be sold when there is none, and is sent later.</summary>
    public bool IsBackorderable { get; private set; }

    public static StockLevel At(Guid variantId, Guid locationId, int onHand, bool tracked = true, bool backorderable = false) =>
        new() { VariantId = variantId, LocationId = locationId, OnHand = onHand, IsTracked = tracked, IsBackorderable = backorderable };
}

/// <summary>Why stock changed. Stored as text.</summary>
public enum MovementReason
{
    /// <summary>The first count.</summary>
    Opening,

    /// <summary>Set by the merchant.</summary>
    Adjusted,

    /// <summary>Set by an import.</summary>
    Imported,

    /// <summary>Sold in an order.</summary>
    Sold
}

/// <summary>A change of stock; never altered. The sum of a level's movements is the level.</summary>
[Unaudited("A ledger of its own that is only added to.")]
public sealed class StockMovement : IStoreOwned
{
    private StockMovement()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid VariantId { get; private set; }

    public Guid LocationId { get; private set; }

    public int Quantity { get; private set; }

    public MovementReason Reason { get; private set; }

    /// <summary>What caused it, such as the order's id.</summary>
    public Guid? CauseId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static StockMovement Of(Guid variantId, Guid locationId, int quantity, MovementReason reason, Guid? cause, DateTimeOffset now) => new()
    {
        VariantId = variantId,
        LocationId = locationId,
        Quantity = quantity,
        Reason = reason,
        CauseId = cause,
        CreatedAt = now
    };
}

/// <summary>Stock that is promised to an order which isn't paid yet.</summary>
[Unaudited("Technical: lives for minutes, for an order that is written.")]
public sealed class StockReservation : IStoreOwned
{
    private StockReservation()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The order, not a foreign key: stock knows no orders.</summary>
    public Guid HolderId { get; private set; }

    public Guid VariantId { get; private set; }

    public Guid LocationId { get; private set; }

    public int Quantity { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public static StockReservation For(Guid holder, Guid variantId, Guid locationId, int quantity, DateTimeOffset expiresAt) => new()
    {
        HolderId = holder,
        VariantId = variantId,
        LocationId = locationId,
        Quantity = quantity,
        ExpiresAt = expiresAt
    };
}

internal sealed class StockMapping
    : IEntityTypeConfiguration<StockLocation>, IEntityTypeConfiguration<StockLevel>,
        IEntityTypeConfiguration<StockMovement>, IEntityTypeConfiguration<StockReservation>
{
    public void Configure(EntityTypeBuilder<StockLocation> builder)
    {
        builder.ToTable("stock_locations");
        builder.Property(l => l.Name).HasMaxLength(120);
        builder.HasIndex(l => l.StoreId).IsUnique().HasFilter("is_default");
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(l => l.StoreId);
    }

    public void Configure(EntityTypeBuilder<StockLevel> builder)
    {
        builder.ToTable("stock_levels", t =>
        {
            t.HasCheckConstraint("ck_stock_levels_on_hand", "on_hand >= 0 or is_backorderable or not is_tracked");
            t.HasCheckConstraint("ck_stock_levels_reserved", "reserved >= 0");
            t.HasCheckConstraint("ck_stock_levels_available", "reserved <= on_hand or is_backorderable or not is_tracked");
        });
        builder.HasIndex(l => new { l.StoreId, l.VariantId, l.LocationId }).IsUnique();
        builder.HasOne<ProductVariant>().WithMany().HasForeignKey(l => new { l.StoreId, l.VariantId });
        builder.HasOne<StockLocation>().WithMany().HasForeignKey(l => new { l.StoreId, l.LocationId });
    }

    public void Configure(EntityTypeBuilder<StockMovement> builder)
    {
        builder.ToTable("stock_movements");
        builder.HasIndex(m => new { m.StoreId, m.VariantId, m.CreatedAt });
        builder.HasOne<ProductVariant>().WithMany().HasForeignKey(m => new { m.StoreId, m.VariantId });
        builder.HasOne<StockLocation>().WithMany().HasForeignKey(m => new { m.StoreId, m.LocationId });
    }

    public void Configure(EntityTypeBuilder<StockReservation> builder)
    {
        builder.ToTable("stock_reservations");
        builder.HasIndex(r => new { r.StoreId, r.HolderId });
        builder.HasIndex(r => new { r.StoreId, r.ExpiresAt });
        builder.HasOne<ProductVariant>().WithMany().HasForeignKey(r => new { r.StoreId, r.VariantId });
        builder.HasOne<StockLocation>().WithMany().HasForeignKey(r => new { r.StoreId, r.LocationId });
    }
}
