using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Modules;

namespace Orion.Features.Core;

/// <summary>A person who works with Orion: an operator, a merchant or one of a merchant's team. Known by e-mail, everywhere once.</summary>
[Taken("ix_users_email", 409, "email_taken", "email", "This email address is already in use.")]
public sealed partial class User : ITimestamped
{
    private User()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Lower-case.</summary>
    public string Email { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Empty until the person has chosen one: nobody signs in without.</summary>
    public string PasswordHash { get; private set; } = "";

    /// <summary>As what the person works at the console; null for those who don't.</summary>
    public AdminRole? AdminRole { get; private set; }

    /// <summary>When the person last proved, by a mailed link, that the address is theirs.</summary>
    public DateTimeOffset? EmailVerifiedAt { get; private set; }

    public DateTimeOffset? DisabledAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>A person with a password that was hashed before.</summary>
    public static User Register(string email, string name, string passwordHash, AdminRole? adminRole = null) =>
        new() { Email = Normalise(email), Name = name, PasswordHash = passwordHash, AdminRole = adminRole };

    /// <summary>Lets the person work at the console, as something else, or with null no longer.</summary>
    public void Appoint(AdminRole? role) => AdminRole = role;

    /// <summary>Takes a password, by its hash.</summary>
    public void SetPassword(string hash) => PasswordHash = hash;

    /// <summary>Takes an address that was proved to be the person's.</summary>
    public void ProveEmail(string email, DateTimeOffset now) => (Email, EmailVerifiedAt) = (Normalise(email), now);

    /// <summary>Shuts the person out everywhere; their sessions end within seconds.</summary>
    public void Disable(DateTimeOffset now) => DisabledAt ??= now;

    /// <summary>Lets the person in again, with the password that they had.</summary>
    public void Enable() => DisabledAt = null;

    /// <summary>The one spelling in which e-mail addresses are stored and compared.</summary>
    public static string Normalise(string email) => EmailAddress.Identity(email);
}

internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Email).HasMaxLength(254);
        builder.Property(u => u.Name).HasMaxLength(120);
        builder.Property(u => u.PasswordHash).HasMaxLength(80);
        builder.HasIndex(u => u.Email).IsUnique();
    }
}
