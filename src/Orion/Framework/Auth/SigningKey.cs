using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Framework.Auth;

/// <summary>What a signing key is used for now. Stored as text.</summary>
public enum SigningKeyState
{
    /// <summary>Known to every node and published, but signs nothing yet.</summary>
    Next,

    /// <summary>Signs.</summary>
    Current,

    /// <summary>Signs no more; verifies until what it signed has expired.</summary>
    Retired
}

/// <summary>A key that signs access tokens: ECDSA P-256 (ES256, RFC 7518). Kept in the database so that every node has it.</summary>
[Unaudited("Keys are the installation's own; rotating them is written to the log of the process.")]
[NeverTaken("ix_signing_keys_state", "Keys change one node at a time, under a lock.")]
public sealed class SigningKey
{
    private SigningKey()
    {
    }

    /// <summary>The key id that a token's header names.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The private key, PKCS#8, sealed by <see cref="KeySeal"/> when there is a secret. Only the platform role can read this table.</summary>
    public byte[] PrivateKey { get; private set; } = [];

    /// <summary>Whether <see cref="PrivateKey"/> is sealed.</summary>
    public bool IsSealed { get; private set; }

    public SigningKeyState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it began to sign.</summary>
    public DateTimeOffset? SigningSince { get; private set; }

    /// <summary>When it stopped signing; it verifies until tokens it signed have expired.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Makes a key that will sign after the next rotation.</summary>
    public static SigningKey Make(string id, byte[] privateKey, bool isSealed, DateTimeOffset now) =>
        new() { Id = id, PrivateKey = privateKey, IsSealed = isSealed, State = SigningKeyState.Next, CreatedAt = now };

    /// <summary>It signs from now on.</summary>
    public void Promote(DateTimeOffset now)
    {
        State = SigningKeyState.Current;
        SigningSince = now;
    }

    /// <summary>It signs no more.</summary>
    public void Retire(DateTimeOffset now)
    {
        State = SigningKeyState.Retired;
        RetiredAt = now;
    }
}

internal sealed class SigningKeyMapping : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).HasMaxLength(64);
        builder.HasIndex(k => k.State).IsUnique().HasFilter("state <> 'Retired'");
    }
}
