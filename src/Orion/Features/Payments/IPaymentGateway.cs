using Orion.Framework.Currencies;

namespace Orion.Features.Payments;

/// <summary>
/// A provider of payments. Called outside every transaction. The payment's id is the key under which the provider knows the
/// charge: asking again never charges again.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>The provider's code, such as <c>test</c>.</summary>
    string Provider { get; }

    /// <summary>Whether it takes new payments. What it was asked before can be found out in any case.</summary>
    bool IsOpen => true;

    /// <summary>Asks for the money. May throw or take too long: then nothing is known, and <see cref="FindAsync"/> tells.</summary>
    Task<GatewayAnswer> ChargeAsync(Charge charge, CancellationToken stop);

    /// <summary>
    /// What became of a charge. Answers <see cref="GatewayOutcome.Unknown"/> when the provider never took it, and makes sure
    /// that it never will.
    /// </summary>
    Task<GatewayAnswer> FindAsync(Guid paymentId, CancellationToken stop);
}

/// <summary>What a provider is asked for.</summary>
/// <param name="PaymentId">The key of the charge.</param>
/// <param name="Amount">How much.</param>
/// <param name="Instrument">What the shopper pays with, in the provider's own terms; for the test gateway, how it shall behave.</param>
public sealed record Charge(Guid PaymentId, Money Amount, string? Instrument);

/// <summary>All providers of the installation.</summary>
public sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways)
{
    private readonly Dictionary<string, IPaymentGateway> byProvider = gateways.ToDictionary(g => g.Provider, StringComparer.Ordinal);

    /// <summary>Those that take payments.</summary>
    public IEnumerable<IPaymentGateway> Open => byProvider.Values.Where(g => g.IsOpen);

    /// <summary>The gateway with this code, or null; it may take no payments any more.</summary>
    public IPaymentGateway? Find(string? provider) => provider is null ? null : byProvider.GetValueOrDefault(provider);
}

/// <summary>
/// What a payment is for: told, in one place and whichever way the answer came (the request that asked, a webhook, the sweeper),
/// what became of it. Answers may come twice, late and in any order; only the first that decides counts.
/// </summary>
public interface IPaymentSettlement
{
    /// <summary>Writes a provider's answer down and does what follows from it, in one transaction of its own.</summary>
    Task<PaymentState> SettleAsync(Guid paymentId, GatewayAnswer answer, CancellationToken stop);
}

/// <summary>How payments are taken, from the section <c>Payments</c>.</summary>
public sealed class PaymentOptions
{
    /// <summary>How long a provider may take to answer while the shopper waits.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>After this the provider is asked what became of a payment whose request has not come back.</summary>
    public TimeSpan Patience => Timeout + TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether the built-in test gateway takes payments. Left out: in Development and Test alone, because it gives goods away
    /// for no money.
    /// </summary>
    public bool? TestGateway { get; set; }

    /// <summary>The key that signs the test gateway's webhooks; made at random for this process when empty.</summary>
    public string TestWebhookSecret { get; set; } = "";
}
