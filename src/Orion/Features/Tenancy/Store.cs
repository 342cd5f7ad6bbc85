using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Currencies;

namespace Orion.Features.Tenancy;

/// <summary>The root of everything that belongs to one shop.</summary>
[Taken("ix_stores_code", 422, "code_taken", "code", "Another store already uses this code. Choose a different one.")]
public sealed partial class Store : IStoreItself, ITimestamped
{
    private Store()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid PlatformId { get; private set; }

    /// <summary>The name in hosts and paths: unique in the installation.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public StoreStatus Status { get; private set; }

    public string Currency { get; private set; } = "";

    public string Culture { get; private set; } = "";

    public string TimeZone { get; private set; } = "";

    public string Country { get; private set; } = "";

    /// <summary>Where customers' answers to the store's mails go.</summary>
    public string ContactEmail { get; private set; } = "";

    /// <summary>Grows with every change that shoppers could see; part of the theme's address.</summary>
    public long Version { get; private set; } = 1;

    public string? SuspendedReason { get; private set; }

    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>The operator who suspended it, by e-mail address.</summary>
    public string? SuspendedBy { get; private set; }

    /// <summary>The operator who opened it, by e-mail address; null for one that the installation brought along.</summary>
    public string? OpenedBy { get; private set; }

    public List<StoreDomain> Domains { get; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Opens a store on a platform.</summary>
    public static Store Open(
        Guid platformId, string code, string name, string currency, string culture, string timeZone, string country, string contactEmail,
        string? openedBy = null) => new()
        {
            PlatformId = platformId,
            Code = code,
            Name = name,
            Currency = currency,
            Culture = culture,
            TimeZone = timeZone,
            Country = country,
            ContactEmail = contactEmail,
            OpenedBy = openedBy
        };

    /// <summary>Closes the shop for now; refuses what is closed already.</summary>
    public Refusal? Suspend(string reason, DateTimeOffset now, string? by = null)
    {
        if (Status != StoreStatus.Active) return Refusal.Conflict("not_active", "This store is not open.");
        Status = StoreStatus.Suspended;
        SuspendedReason = reason;
        SuspendedAt = now;
        SuspendedBy = by;
        Version++;
        return null;
    }

    /// <summary>Opens the shop again.</summary>
    public Refusal? Reopen()
    {
        if (Status != StoreStatus.Suspended) return Refusal.Conflict("not_suspended", "This store is not suspended.");
        Status = StoreStatus.Active;
        SuspendedReason = null;
        SuspendedAt = null;
        SuspendedBy = null;
        Version++;
        return null;
    }

    /// <summary>Marks a change that shoppers can see.</summary>
    public void Touch() => Version++;

    /// <summary>Whether a text can be a store's code: a DNS label that no host of the platform's own uses.</summary>
    public static bool IsCode(string? text) => text is not null && CodeShape().IsMatch(text) && text is not ("admin" or "www" or "api" or "assets" or "mail");

    /// <summary>Whether a text is a currency that stores can sell in.</summary>
    public static bool IsCurrency(string? text) => Orion.Framework.Currencies.Currency.IsKnown(text);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?\z")]
    private static partial Regex CodeShape();
}

/// <summary>A host of a store's own. Serves only once verified.</summary>
[NeverTaken("ix_store_domains_host", "Domains are set up by hand.")]
[NeverTaken("ix_store_domains_store_id_host", "Domains are set up by hand.")]
public sealed class StoreDomain : IStoreOwned
{
    private StoreDomain()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Host { get; private set; } = "";

    /// <summary>What the owner puts into DNS to prove that the domain is theirs.</summary>
    public string Token { get; private set; } = "";

    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>A domain that waits for its proof.</summary>
    public static StoreDomain Claim(Guid storeId, string host, string token) => new() { StoreId = storeId, Host = host, Token = token };

    /// <summary>The proof was seen.</summary>
    public void Verify(DateTimeOffset now) => VerifiedAt = now;
}

internal sealed class StoreMapping : IEntityTypeConfiguration<Store>, IEntityTypeConfiguration<StoreDomain>
{
    public void Configure(EntityTypeBuilder<Store> builder)
    {
        builder.ToTable("stores");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Code).HasMaxLength(40);
        builder.Property(s => s.Name).HasMaxLength(120);
        builder.Property(s => s.Currency).HasColumnType("char(3)");
        builder.Property(s => s.Culture).HasMaxLength(20);
        builder.Property(s => s.TimeZone).HasMaxLength(60);
        builder.Property(s => s.Country).HasColumnType("char(2)");
        builder.Property(s => s.ContactEmail).HasMaxLength(254);
        builder.Property(s => s.SuspendedReason).HasMaxLength(500);
        builder.Property(s => s.SuspendedBy).HasMaxLength(254);
        builder.Property(s => s.OpenedBy).HasMaxLength(254);
        builder.HasIndex(s => s.Code).IsUnique();
        builder.HasIndex(s => new { s.PlatformId, s.CreatedAt });
        builder.HasOne<Platform>().WithMany().HasForeignKey(s => s.PlatformId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Domains).WithOne().HasForeignKey(d => d.StoreId);
        builder.Property<uint>("RowVersion").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<StoreDomain> builder)
    {
        builder.ToTable("store_domains");
        builder.Property(d => d.Host).HasMaxLength(253);
        builder.Property(d => d.Token).HasMaxLength(64);
        // A host belongs to one store of the whole installation, so this unique alone does not begin with the store.
        builder.HasIndex(d => d.Host).IsUnique().HasFilter("verified_at is not null");
        builder.HasIndex(d => new { d.StoreId, d.Host }).IsUnique();
    }
}
