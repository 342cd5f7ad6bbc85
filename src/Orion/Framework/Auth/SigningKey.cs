using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Framework.Auth;

/// <summary>A key that signs access tokens: ECDSA P-256 (ES256, RFC 7518). Kept in the database so that every node has it.</summary>
public sealed class SigningKey
{
    private SigningKey()
    {
    }

    /// <summary>The key id that a token's header names.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The private key, PKCS#8. Only the platform role can read this table.</summary>
    public byte[] PrivateKey { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it stopped signing; it verifies until tokens it signed have expired.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Makes a key.</summary>
    public static SigningKey Make(string id, byte[] privateKey, DateTimeOffset now) => new() { Id = id, PrivateKey = privateKey, CreatedAt = now };
}

internal sealed class SigningKeyMapping : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).HasMaxLength(64);
    }
}
