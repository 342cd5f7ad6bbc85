using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Audit;

namespace Orion.Features.Core;

/// <summary>That somebody is asked by mail to join a store's team. Its link is good once, and only the newest one that was sent.</summary>
[NeverTaken("ix_store_invitations_store_id_email", "The team is locked before its invitations are looked at.")]
public sealed class TeamInvitation : IStoreOwned
{
    /// <summary>How long a link is good, from being sent.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>How long one waits before the mail is sent again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private TeamInvitation()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Lower-case.</summary>
    public string Email { get; private set; } = "";

    public StoreRole Role { get; private set; }

    /// <inheritdoc cref="StoreMember.RoleId"/>
    public Guid? RoleId { get; private set; }

    /// <summary>The member who asks; null once they have left.</summary>
    public Guid? InvitedBy { get; private set; }

    /// <summary>SHA-256 of the token in the link; null until the mail is about to be sent.</summary>
    [Undisclosed]
    public byte[]? TokenHash { get; private set; }

    /// <summary>How often a mail was asked for: names the piece of work that sends it.</summary>
    public int Mails { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the newest mail was asked for.</summary>
    public DateTimeOffset SentAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Asks somebody to join as this.</summary>
    public static TeamInvitation To(string email, StoreRole role, Guid? ownRole, Guid invitedBy, DateTimeOffset now)
    {
        var invitation = new TeamInvitation
        {
            Email = User.Normalise(email),
            Role = role,
            RoleId = ownRole,
            InvitedBy = invitedBy,
            CreatedAt = now
        };
        invitation.Send(now);
        return invitation;
    }

    /// <summary>Sends the mail, or sends it again: every link before it is dead.</summary>
    public void Send(DateTimeOffset now)
    {
        TokenHash = null;
        Mails++;
        SentAt = now;
        ExpiresAt = now + Life;
    }

    /// <summary>Makes the link's token, which is known to its mail alone.</summary>
    public string MakeToken()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        TokenHash = HashOf(token);
        return token;
    }

    /// <summary>What is stored of a token.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether it can still be accepted.</summary>
    public bool IsOpen(DateTimeOffset now) => AcceptedAt is null && WithdrawnAt is null && now < ExpiresAt;

    /// <summary>Uses it up.</summary>
    public void Accept(DateTimeOffset now) => AcceptedAt ??= now;

    /// <summary>Takes it back.</summary>
    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;

    /// <summary>Offers another role than before.</summary>
    public void Become(StoreRole role, Guid? ownRole) => (Role, RoleId) = (role, ownRole);
}

internal sealed class TeamInvitationMapping : IEntityTypeConfiguration<TeamInvitation>
{
    public void Configure(EntityTypeBuilder<TeamInvitation> builder)
    {
        builder.ToTable("store_invitations");
        builder.Property(i => i.Email).HasMaxLength(254);
        builder.HasIndex(i => new { i.StoreId, i.Email }).IsUnique().HasFilter("accepted_at is null and withdrawn_at is null");
        builder.HasIndex(i => new { i.StoreId, i.TokenHash });
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(i => i.StoreId);
        // The database forgets who asked and keeps the store, which EF can't say: see the migration.
        builder.HasOne<StoreMember>().WithMany().HasForeignKey(i => new { i.StoreId, i.InvitedBy })
            .HasPrincipalKey(m => new { m.StoreId, m.UserId }).OnDelete(DeleteBehavior.ClientNoAction);
    }
}
