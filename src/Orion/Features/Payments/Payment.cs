using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Currencies;

namespace Orion.Features.Payments;

/// <summary>How a try to be paid stands. Stored as text.</summary>
public enum PaymentState
{
    /// <summary>The provider was asked, or is about to be; its answer isn't known.</summary>
    Pending,

    /// <summary>The money was taken.</summary>
    Captured,

    /// <summary>The provider refused.</summary>
    Declined,

    /// <summary>Given up before the provider took anything.</summary>
    Voided
}

/// <summary>
/// One try to be paid for an order. Its id is the key under which the provider is asked, so that asking twice charges once. Once
/// captured, declined or voided it stays so, whatever comes late.
/// </summary>
public sealed class Payment : IStoreOwned, ITimestamped
{
    private Payment()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrderId { get; private set; }

    /// <summary>The provider's code, such as <c>test</c>.</summary>
    public string Provider { get; private set; } = "";

    public PaymentState State { get; private set; }

    public Money Amount { get; private set; }

    /// <summary>What the provider calls the charge.</summary>
    public string? Reference { get; private set; }

    /// <summary>Why it was refused, as a stable word.</summary>
    public string? DeclineCode { get; private set; }

    /// <summary>Until when the request that asked the provider is waited for; afterwards the sweeper asks.</summary>
    public DateTimeOffset AskUntil { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <param name="id">Made by who asks, so that it knows its own payment again when the database's answer got lost.</param>
    public static Payment Begin(Guid id, Guid orderId, string provider, Money amount, DateTimeOffset askUntil) =>
        new() { Id = id, OrderId = orderId, Provider = provider, Amount = amount, AskUntil = askUntil };

    /// <summary>Nobody waits for the provider's answer any more.</summary>
    public void StopWaiting(DateTimeOffset now)
    {
        if (State == PaymentState.Pending && AskUntil > now) AskUntil = now;
    }

    /// <summary>Takes the provider's answer. False when it is settled already, or the answer says nothing yet.</summary>
    public bool Settle(GatewayAnswer answer, DateTimeOffset now)
    {
        if (State != PaymentState.Pending || answer.Outcome == GatewayOutcome.Pending) return false;
        State = answer.Outcome switch
        {
            GatewayOutcome.Captured => PaymentState.Captured,
            GatewayOutcome.Declined => PaymentState.Declined,
            _ => PaymentState.Voided
        };
        Reference = answer.Reference;
        DeclineCode = answer.DeclineCode;
        SettledAt = now;
        return true;
    }
}

/// <summary>What a provider says of a charge.</summary>
public enum GatewayOutcome
{
    /// <summary>Not decided yet.</summary>
    Pending,

    /// <summary>The money was taken.</summary>
    Captured,

    /// <summary>Refused.</summary>
    Declined,

    /// <summary>The provider knows of no such charge and, from now on, will take none.</summary>
    Unknown
}

/// <summary>A provider's answer.</summary>
public sealed record GatewayAnswer(GatewayOutcome Outcome, string? Reference = null, string? DeclineCode = null);

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("payments");
        builder.Property(p => p.Provider).HasMaxLength(40);
        builder.Property(p => p.Reference).HasMaxLength(120);
        builder.Property(p => p.DeclineCode).HasMaxLength(60);
        builder.HasIndex(p => new { p.StoreId, p.OrderId });
        builder.HasIndex(p => new { p.StoreId, p.AskUntil }).HasFilter("state = 'Pending'");
    }
}
