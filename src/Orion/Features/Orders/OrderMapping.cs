using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Features.Customers;
using Orion.Features.Payments;

namespace Orion.Features.Orders;

internal sealed class OrderMapping
    : IEntityTypeConfiguration<Order>, IEntityTypeConfiguration<OrderItem>, IEntityTypeConfiguration<OrderTaxLine>,
        IEntityTypeConfiguration<OrderStatusChange>, IEntityTypeConfiguration<Fulfillment>, IEntityTypeConfiguration<OrderCounter>,
        IEntityTypeConfiguration<ShippingMethod>, IEntityTypeConfiguration<TaxRate>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders", t => t.HasCheckConstraint("ck_orders_total", "subtotal_amount + shipping_amount + tax_amount = total_amount"));
        builder.Property(o => o.Token).HasMaxLength(64);
        builder.Property(o => o.Email).HasMaxLength(254);
        builder.Property(o => o.ShippingMethod).HasMaxLength(60);
        builder.Property(o => o.ShippingMethodName).HasMaxLength(120);
        builder.Property(o => o.Request).HasMaxLength(32);
        builder.PrimitiveCollection(o => o.UndeliveredMails).HasColumnType("text[]").HasDefaultValueSql("'{}'");
        builder.HasIndex(o => o.StoreId).HasFilter("cardinality(undelivered_mails) > 0").HasDatabaseName("ix_orders_store_id_undelivered");
        builder.Property(o => o.ShippingAddress).AsJson();
        builder.Property(o => o.BillingAddress).AsJson();
        builder.HasIndex(o => new { o.StoreId, o.Number }).IsUnique().HasFilter("number is not null");
        builder.HasIndex(o => new { o.StoreId, o.CartId }).IsUnique();
        builder.HasIndex(o => new { o.StoreId, o.Token }).IsUnique();
        builder.HasIndex(o => new { o.StoreId, o.PlacedAt });
        builder.HasIndex(o => new { o.StoreId, o.CreatedAt }).HasFilter("status = 'Draft'").HasDatabaseName("ix_orders_store_id_drafts");
        builder.HasIndex(o => new { o.StoreId, o.CustomerId });
        builder.Property<uint>("RowVersion").IsRowVersion();
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(o => o.StoreId);
        builder.HasOne<Cart>().WithMany().HasForeignKey(o => new { o.StoreId, o.CartId });
        builder.HasOne<Customer>().WithMany().HasForeignKey(o => new { o.StoreId, o.CustomerId }).IsRequired(false).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(o => o.Items).WithOne().HasForeignKey(i => new { i.StoreId, i.OrderId });
        builder.HasMany(o => o.TaxLines).WithOne().HasForeignKey(t => new { t.StoreId, t.OrderId });
        builder.HasMany(o => o.History).WithOne().HasForeignKey(h => new { h.StoreId, h.OrderId });
        builder.HasMany<Payment>().WithOne().HasForeignKey(p => new { p.StoreId, p.OrderId });
    }

    public void Configure(EntityTypeBuilder<OrderItem> builder)
    {
        builder.ToTable("order_items");
        builder.Property(i => i.Sku).HasMaxLength(255);
        builder.Property(i => i.Name).HasMaxLength(255);
        builder.Property(i => i.Slug).HasMaxLength(255);
        builder.Property(i => i.ImageKey).HasMaxLength(120);
        builder.Property(i => i.Options).AsOrderedJson();
        builder.HasIndex(i => new { i.StoreId, i.OrderId, i.Position });
    }

    public void Configure(EntityTypeBuilder<OrderTaxLine> builder)
    {
        builder.ToTable("order_tax_lines");
        builder.Property(t => t.Name).HasMaxLength(120);
        builder.Property(t => t.Rate).HasPrecision(9, 6);
        builder.HasIndex(t => new { t.StoreId, t.OrderId });
    }

    public void Configure(EntityTypeBuilder<OrderStatusChange> builder)
    {
        builder.ToTable("order_status_history");
        builder.Property(h => h.Event).HasMaxLength(60);
        builder.Property(h => h.Actor).HasMaxLength(120);
        builder.HasIndex(h => new { h.StoreId, h.OrderId, h.At });
    }

    public void Configure(EntityTypeBuilder<Fulfillment> builder)
    {
        builder.ToTable("fulfillments");
        builder.Property(f => f.Carrier).HasMaxLength(80);
        builder.Property(f => f.TrackingNumber).HasMaxLength(120);
        builder.Property(f => f.Actor).HasMaxLength(120);
        builder.HasIndex(f => new { f.StoreId, f.OrderId });
        builder.HasOne<Order>().WithMany().HasForeignKey(f => new { f.StoreId, f.OrderId });
    }

    public void Configure(EntityTypeBuilder<OrderCounter> builder)
    {
        builder.ToTable("order_counters");
        builder.HasIndex(c => c.StoreId).IsUnique();
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(c => c.StoreId);
    }

    public void Configure(EntityTypeBuilder<ShippingMethod> builder)
    {
        builder.ToTable("shipping_methods");
        builder.Property(m => m.Code).HasMaxLength(60);
        builder.Property(m => m.Name).HasMaxLength(120);
        builder.Property(m => m.Description).HasMaxLength(300);
        builder.PrimitiveCollection(m => m.Countries).HasColumnType("text[]");
        builder.HasIndex(m => new { m.StoreId, m.Code }).IsUnique();
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(m => m.StoreId);
    }

    public void Configure(EntityTypeBuilder<TaxRate> builder)
    {
        builder.ToTable("tax_rates");
        builder.Property(r => r.Country).HasColumnType("char(2)");
        builder.Property(r => r.Name).HasMaxLength(120);
        builder.Property(r => r.Rate).HasPrecision(9, 6);
        builder.HasIndex(r => new { r.StoreId, r.Country, r.Name }).IsUnique();
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(r => r.StoreId);
    }
}
