using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Currencies;

namespace Orion.Features.Payments;

/// <summary>
/// The memory of the built-in test gateway: what it was asked and what it decided. It stands for a provider's own books, so it is
/// written in transactions of its own and outlives a process that dies in between.
/// </summary>
[Unaudited("The book of a pretended payment provider; the payment itself is written.")]
public sealed class TestCharge : IStoreOwned
{
    private TestCharge()
    {
    }

    public Guid StoreId { get; private set; }

    /// <summary>The payment's id: the key that makes asking twice charge once.</summary>
    public Guid Id { get; private set; }

    public Money Amount { get; private set; }

    /// <summary>What it was told to do: approve, decline, timeout or late.</summary>
    public string Behaviour { get; private set; } = "";

    public GatewayOutcome Outcome { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static TestCharge Of(Guid paymentId, Money amount, string behaviour, GatewayOutcome outcome, DateTimeOffset now) =>
        new() { Id = paymentId, Amount = amount, Behaviour = behaviour, Outcome = outcome, CreatedAt = now };

    /// <summary>Decides a charge that was left open.</summary>
    public void Decide(GatewayOutcome outcome) => Outcome = outcome;
}

internal sealed class TestChargeMapping : IEntityTypeConfiguration<TestCharge>
{
    public void Configure(EntityTypeBuilder<TestCharge> builder)
    {
        builder.ToTable("test_charges");
        builder.Property(c => c.Behaviour).HasMaxLength(40);
        builder.HasIndex(c => new { c.StoreId, c.CreatedAt });
    }
}
