using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Modules;

namespace Orion.Features.Core;

/// <summary>What a member of a store's team is. Stored as text.</summary>
public enum StoreRole
{
    /// <summary>May do everything in the store.</summary>
    Owner,

    /// <inheritdoc cref="BuiltInRoles.Manager"/>
    Manager,

    /// <inheritdoc cref="BuiltInRoles.Staff"/>
    Staff,

    /// <inheritdoc cref="BuiltInRoles.Support"/>
    Support,

    /// <inheritdoc cref="BuiltInRoles.Viewer"/>
    Viewer,

    /// <summary>A role that the store made itself: a <see cref="TeamRole"/>.</summary>
    Own
}

/// <summary>That a user works for a store, and as what.</summary>
[NeverTaken("ak_store_member_store_id_user_id", "The team is locked before somebody joins it, and a new store has none yet.")]
public sealed class StoreMember : IStoreOwned
{
    private StoreMember()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid UserId { get; private set; }

    public StoreRole Role { get; private set; }

    /// <summary>The role that the store made itself, where <see cref="Role"/> says so.</summary>
    public Guid? RoleId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the member last used the dashboard or the API, to about five minutes.</summary>
    public DateTimeOffset? LastSeenAt { get; private set; }

    /// <summary>Takes a user into a store's team.</summary>
    public static StoreMember Join(Guid store, Guid user, StoreRole role, DateTimeOffset now, Guid? ownRole = null)
    {
        var member = new StoreMember { StoreId = store, UserId = user, CreatedAt = now };
        member.Become(role, ownRole);
        return member;
    }

    /// <summary>Gives the member another role.</summary>
    public void Become(StoreRole role, Guid? ownRole = null)
    {
        if (role == StoreRole.Own != ownRole is not null)
            throw new ArgumentException("A role of the store's own is named by its key, and no other is.", nameof(ownRole));
        (Role, RoleId) = (role, ownRole);
    }
}

internal sealed class StoreMemberMapping : IEntityTypeConfiguration<StoreMember>
{
    public void Configure(EntityTypeBuilder<StoreMember> builder)
    {
        builder.ToTable("store_members");
        // What members make in a store refers to them by this, never to the person alone.
        builder.HasAlternateKey(m => new { m.StoreId, m.UserId });
        // For the stores of a person, wherever they are.
        builder.HasIndex(m => m.UserId);
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(m => m.StoreId);
        builder.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).HasConstraintName("fk_store_members_users_user_id");
        builder.HasOne<TeamRole>().WithMany().HasForeignKey(m => new { m.StoreId, m.RoleId }).OnDelete(DeleteBehavior.Restrict);
    }
}
