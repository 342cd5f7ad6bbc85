using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Features.Customers;

/// <summary>A customer of one store. The same person may be a customer of another store without either knowing.</summary>
[Taken("ix_customers_store_id_email", 409, "email_taken", "email", "This email address is already in use.")]
public sealed class Customer : IStoreOwned, ISoftDeleted, ITimestamped
{
    private Customer()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>In the spelling of <see cref="EmailAddress.Identity"/>.</summary>
    [Undisclosed]
    public string Email { get; private set; } = "";

    [Undisclosed]
    public string Name { get; private set; } = "";

    /// <summary>Null for a guest who has bought but has no account.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>When the customer last proved, by a mailed link, that the address is theirs.</summary>
    public DateTimeOffset? EmailVerifiedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>A customer; without a password hash, a guest.</summary>
    public static Customer Register(Guid storeId, string email, string name, string? passwordHash) =>
        new() { StoreId = storeId, Email = EmailAddress.Identity(email), Name = name, PasswordHash = passwordHash };

    /// <summary>Takes a password, by its hash; a guest thereby has an account.</summary>
    public void SetPassword(string hash) => PasswordHash = hash;

    /// <summary>Takes an address that was proved to be the customer's.</summary>
    public void ProveEmail(string email, DateTimeOffset now) => (Email, EmailVerifiedAt) = (email, now);
}

internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers");
        builder.Property(c => c.Email).HasMaxLength(254);
        builder.Property(c => c.Name).HasMaxLength(120);
        builder.Property(c => c.PasswordHash).HasMaxLength(80);
        builder.HasIndex(c => new { c.StoreId, c.Email }).IsUnique().HasFilter("deleted_at is null");
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(c => c.StoreId);
    }
}
