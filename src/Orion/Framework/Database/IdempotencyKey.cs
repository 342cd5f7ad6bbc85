using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Framework.Database;

/// <summary>
/// That a caller has used an <c>Idempotency-Key</c> on a route, with which body. The same key with another body is refused.
/// </summary>
[Unaudited("Technical: guards a request against being done twice.")]
[NeverTaken("ix_idempotency_keys_store_id_key", "The cart that the key names is locked before the key is looked for.")]
public sealed class IdempotencyKey : IStoreOwned
{
    private IdempotencyKey()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Route and key as the caller sent it.</summary>
    public string Key { get; private set; } = "";

    /// <summary>SHA-256 of what was asked.</summary>
    public byte[] Request { get; private set; } = [];

    /// <summary>What the request began, such as a payment: its outcome is the answer to the key.</summary>
    public Guid Subject { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static IdempotencyKey Of(string key, byte[] request, Guid subject, DateTimeOffset now) =>
        new() { Key = key, Request = request, Subject = subject, CreatedAt = now };

    /// <summary>What it began came to nothing, and the same request begins again.</summary>
    public void BeginAgain(Guid subject) => Subject = subject;
}

internal sealed class IdempotencyKeyMapping : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.Property(k => k.Key).HasMaxLength(400);
        builder.HasIndex(k => new { k.StoreId, k.Key }).IsUnique();
        builder.HasIndex(k => new { k.StoreId, k.CreatedAt });
    }
}
