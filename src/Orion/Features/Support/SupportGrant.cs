using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Features.Support;

/// <summary>How it stands with a support access.</summary>
public enum SupportStatus
{
    /// <summary>Waits for the merchant's answer.</summary>
    Asked,

    /// <summary>Open: the person of the console may enter.</summary>
    Active,

    /// <summary>The merchant said no.</summary>
    Declined,

    /// <summary>Taken back before there was an answer.</summary>
    Withdrawn,

    /// <summary>Nobody answered in time.</summary>
    Lapsed,

    /// <summary>Ended by somebody before its time.</summary>
    Ended,

    /// <summary>Its time is over.</summary>
    Expired
}

/// <summary>That somebody of the console may work in one store as a member of its team, for a while: asked for, answered, ended.</summary>
[Unaudited("Each step is written as such, with its reason.")]
public sealed class SupportGrant : IStoreOwned
{
    /// <summary>How long a request waits for an answer.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(7);

    /// <summary>How long access without consent lasts: less than the least that a merchant gives.</summary>
    public static readonly TimeSpan BreakGlassLife = TimeSpan.FromMinutes(30);

    /// <summary>How long the ticket for entering is good.</summary>
    public static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(2);

    /// <summary>The hours for which a merchant can give access.</summary>
    public static readonly IReadOnlyList<int> Hours = [1, 4, 24];

    private SupportGrant()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Who of the console. Like the log, the grant keeps its people's ids and names as they were.</summary>
    public Guid OperatorId { get; private set; }

    public string OperatorName { get; private set; } = "";

    /// <summary>The member of the team under whose name and rights it is.</summary>
    public Guid AsUserId { get; private set; }

    public string AsName { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public bool IsBreakGlass { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public string? AnsweredBy { get; private set; }

    /// <summary>When it ends by itself; null unless it was allowed.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedBy { get; private set; }

    /// <summary>SHA-256 of the ticket by which the person enters, good once; null for none.</summary>
    public byte[]? TicketHash { get; private set; }

    public DateTimeOffset? TicketExpiresAt { get; private set; }

    /// <summary>What the log calls it.</summary>
    public string NameInLog => $"support access of {OperatorName} as {AsName}";

    /// <summary>Asks the merchant.</summary>
    public static SupportGrant Ask(Guid store, Actor asker, ActedFor member, string reason, DateTimeOffset now) => new()
    {
        StoreId = store,
        OperatorId = asker.Id!.Value,
        OperatorName = asker.Name,
        AsUserId = member.Id,
        AsName = member.Name,
        Reason = reason,
        AskedAt = now
    };

    /// <summary>Takes access without asking, for a written reason and a short time.</summary>
    public static SupportGrant BreakGlass(Guid store, Actor asker, ActedFor member, string reason, DateTimeOffset now)
    {
        var grant = Ask(store, asker, member, reason, now);
        (grant.IsBreakGlass, grant.AnsweredAt, grant.ExpiresAt) = (true, now, now + BreakGlassLife);
        return grant;
    }

    /// <summary>How it stands at a moment.</summary>
    public SupportStatus StatusAt(DateTimeOffset now) => this switch
    {
        { EndedAt: not null, AnsweredAt: null } => SupportStatus.Withdrawn,
        { EndedAt: not null } => SupportStatus.Ended,
        { AnsweredAt: null } => now >= AskedAt + AnswerWithin ? SupportStatus.Lapsed : SupportStatus.Asked,
        { ExpiresAt: null } => SupportStatus.Declined,
        { ExpiresAt: var end } => now >= end ? SupportStatus.Expired : SupportStatus.Active
    };

    /// <summary>The merchant's yes, for some hours, or no. Only a request that waits can be answered, and once.</summary>
    public Refusal? Answer(int? hours, string by, DateTimeOffset now)
    {
        if (StatusAt(now) != SupportStatus.Asked) return Refusal.Conflict("not_asked", "This request no longer waits for an answer.");
        (AnsweredAt, AnsweredBy, ExpiresAt) = (now, by, hours is { } given ? now.AddHours(given) : null);
        return null;
    }

    /// <summary>Ends it, or takes the request back.</summary>
    public Refusal? End(string by, DateTimeOffset now)
    {
        if (StatusAt(now) is not (SupportStatus.Asked or SupportStatus.Active)) return Refusal.Conflict("not_open", "This access is over already.");
        (EndedAt, EndedBy, TicketHash, TicketExpiresAt) = (now, by, null, null);
        return null;
    }

    /// <summary>A ticket for entering once; one that was made before is void.</summary>
    public string MakeTicket(DateTimeOffset now)
    {
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        (TicketHash, TicketExpiresAt) = (HashOf(ticket), now + TicketLife);
        return ticket;
    }

    /// <summary>Whether the ticket that it has opens the store at a moment.</summary>
    public bool IsTicketGood(DateTimeOffset now) => StatusAt(now) == SupportStatus.Active && TicketExpiresAt > now;

    /// <summary>Uses the ticket up.</summary>
    public void UseTicket() => (TicketHash, TicketExpiresAt) = (null, null);

    /// <summary>SHA-256 of a ticket as it came; null when it can't be one.</summary>
    public static byte[]? HashOf(string? ticket) =>
        ticket is { Length: 43 } && Base64Url.IsValid(ticket) ? SHA256.HashData(Encoding.ASCII.GetBytes(ticket)) : null;
}

internal sealed class SupportGrantMapping : IEntityTypeConfiguration<SupportGrant>
{
    public void Configure(EntityTypeBuilder<SupportGrant> builder)
    {
        builder.ToTable("support_grants");
        builder.Ignore(g => g.NameInLog);
        builder.Property(g => g.OperatorName).HasMaxLength(200);
        builder.Property(g => g.AsName).HasMaxLength(200);
        builder.Property(g => g.Reason).HasMaxLength(500);
        builder.Property(g => g.AnsweredBy).HasMaxLength(200);
        builder.Property(g => g.EndedBy).HasMaxLength(200);
        builder.HasIndex(g => new { g.StoreId, g.AskedAt });
        builder.HasOne<Tenancy.Store>().WithMany().HasForeignKey(g => g.StoreId);
    }
}
