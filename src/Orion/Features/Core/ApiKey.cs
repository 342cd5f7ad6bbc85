using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Audit;
using Orion.Framework.Auth;

namespace Orion.Features.Core;

/// <summary>A key by which a program uses a store's API: with its own permissions, and never more than its maker has today.</summary>
[NeverTaken("ix_api_keys_store_id_prefix", "Random bits.")]
public sealed class ApiKey : IStoreOwned
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 60;

    private ApiKey()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Name { get; private set; } = "";

    /// <summary>The beginning of the key, by which people and the database know it.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>SHA-256 of the secret part.</summary>
    [Undisclosed]
    public byte[] SecretHash { get; private set; } = [];

    /// <inheritdoc cref="TeamRole.Permissions"/>
    public List<string> Permissions { get; private set; } = [];

    /// <summary>The member who answers for it; null once they have left, and then it opens nothing.</summary>
    public Guid? MadeBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>To about a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The key that takes its place, once it was rotated.</summary>
    public Guid? ReplacedBy { get; private set; }

    /// <summary>A new key, with the text that is shown once.</summary>
    public static ApiKey Make(
        string name, IEnumerable<string> permissions, Guid madeBy, DateTimeOffset now, DateTimeOffset? expires, out string text)
    {
        var made = ApiKeyText.Make(out text);
        return new()
        {
            Name = name.Trim(),
            Prefix = made.Prefix,
            SecretHash = made.SecretHash,
            Permissions = [.. permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            MadeBy = madeBy,
            CreatedAt = now,
            ExpiresAt = expires
        };
    }

    /// <summary>Whether it opens anything now.</summary>
    public bool IsLive(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);

    /// <summary>A key in its place; this one works for a while yet.</summary>
    public ApiKey Rotate(Guid by, TimeSpan overlap, DateTimeOffset now, out string text)
    {
        var next = Make(Name, Permissions, by, now, ExpiresAt, out text);
        ReplacedBy = next.Id;
        if (ExpiresAt is null || now + overlap < ExpiresAt) ExpiresAt = now + overlap;
        return next;
    }

    /// <summary>Ends it for good.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.Property(k => k.Name).HasMaxLength(ApiKey.LongestName);
        builder.Property(k => k.Prefix).HasMaxLength(16);
        builder.HasIndex(k => new { k.StoreId, k.Prefix }).IsUnique();
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(k => k.StoreId);
        // The database forgets the maker and keeps the store, which EF can't say: see the migration.
        builder.HasOne<StoreMember>().WithMany().HasForeignKey(k => new { k.StoreId, k.MadeBy })
            .HasPrincipalKey(m => new { m.StoreId, m.UserId }).OnDelete(DeleteBehavior.ClientNoAction);
    }
}
