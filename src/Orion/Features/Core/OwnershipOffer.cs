using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Features.Core;

/// <summary>That an owner wants to hand a store over to another member of its team, who has yet to confirm it. One at a time.</summary>
[NeverTaken("ix_ownership_offers_store_id", "The team is locked before an offer takes the place of another.")]
public sealed class OwnershipOffer : IStoreOwned
{
    /// <summary>How long it may be confirmed.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private OwnershipOffer()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The owner who offers.</summary>
    public Guid FromUserId { get; private set; }

    /// <summary>The member who may confirm.</summary>
    public Guid ToUserId { get; private set; }

    /// <summary>Whether the owner stays one beside the new owner, rather than becoming a manager.</summary>
    public bool Stays { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Offers the store.</summary>
    public static OwnershipOffer Make(Guid from, Guid to, bool stays, DateTimeOffset now) =>
        new() { FromUserId = from, ToUserId = to, Stays = stays, CreatedAt = now, ExpiresAt = now + Life };
}

internal sealed class OwnershipOfferMapping : IEntityTypeConfiguration<OwnershipOffer>
{
    public void Configure(EntityTypeBuilder<OwnershipOffer> builder)
    {
        builder.ToTable("ownership_offers");
        builder.HasIndex(o => o.StoreId).IsUnique();
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(o => o.StoreId);
        builder.HasOne<StoreMember>().WithMany().HasForeignKey(o => new { o.StoreId, o.FromUserId })
            .HasPrincipalKey(m => new { m.StoreId, m.UserId });
        builder.HasOne<StoreMember>().WithMany().HasForeignKey(o => new { o.StoreId, o.ToUserId })
            .HasPrincipalKey(m => new { m.StoreId, m.UserId });
    }
}
