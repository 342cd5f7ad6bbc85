using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Auth.Accounts;

namespace Orion.Features.Customers.SignInCodes;

/// <summary>
/// A sign-in without a password, begun: the browser or program that asked holds a token, the mail a code of six digits, and only
/// both together sign in. Stored are their hashes, the code's over the token's, so the table holds nothing that opens an account.
/// </summary>
[Unaudited("Technical: asking and signing in are written as such.")]
[NeverTaken("ix_customer_codes_store_id_token_hash", "The hash of random bits.")]
public sealed class CustomerCode : IStoreOwned
{
    /// <summary>How many digits a code has.</summary>
    public const int Digits = 6;

    /// <summary>How many codes may be tried before it is worth nothing.</summary>
    public const int MostTries = 5;

    /// <summary>How many codes are mailed to one address in an hour: together with the tries, this bounds guessing from anywhere.</summary>
    public const int MostInAnHour = 10;

    /// <summary>How long it is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private CustomerCode()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The address that was typed, in its stored spelling; whether it has an account is found out later.</summary>
    public string Email { get; private set; } = "";

    /// <summary>SHA-256 of the token that whoever asked holds.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>SHA-256 of the token's hash and the code; null until the mail goes out, and for ever when there is no account.</summary>
    public byte[]? CodeHash { get; private set; }

    public int Tries { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Begins it, with the token of 256 random bits for whoever asks.</summary>
    public static CustomerCode Ask(string email, DateTimeOffset now, out string token)
    {
        token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new() { Email = email, TokenHash = AccountLink.HashOf(token)!, CreatedAt = now, ExpiresAt = now + Life };
    }

    /// <summary>The code for the mail; replaces one that was made before.</summary>
    public string MakeCode()
    {
        var code = RandomNumberGenerator.GetInt32((int)Math.Pow(10, Digits)).ToString("D" + Digits, CultureInfo.InvariantCulture);
        CodeHash = HashOf(TokenHash, code);
        return code;
    }

    /// <summary>What is stored of a code.</summary>
    public static byte[] HashOf(byte[] tokenHash, string code) => SHA256.HashData([.. tokenHash, .. Encoding.UTF8.GetBytes(code)]);
}

internal sealed class CustomerCodeMapping : IEntityTypeConfiguration<CustomerCode>
{
    public void Configure(EntityTypeBuilder<CustomerCode> builder)
    {
        builder.ToTable("customer_codes");
        builder.Property(c => c.Email).HasMaxLength(254);
        builder.HasIndex(c => new { c.StoreId, c.TokenHash }).IsUnique();
        builder.HasIndex(c => new { c.StoreId, c.Email, c.CreatedAt });
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(c => c.StoreId);
    }
}
