using Orion.Framework.Jobs;

namespace Orion.Features.Payments;

/// <summary>Asks the provider what became of a payment whose answer is missing, and settles it by what it says.</summary>
public sealed record ResolvePayment(Guid PaymentId)
{
    /// <summary>The kind of work that does it in the background.</summary>
    public const string Kind = "payments.resolve";

    /// <summary>How long after the shopper's request gave up it is tried first; from then on the sweeper tries.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    /// <summary>How it stands afterwards; null when there is no such payment.</summary>
    public async Task<PaymentState?> RunAsync(
        OrionDb db, PaymentGateways gateways, IPaymentSettlement settlement, CancellationToken stop)
    {
        var payment = await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == PaymentId, stop);
        if (payment is null) return null;
        if (payment.State != PaymentState.Pending || gateways.Find(payment.Provider) is not { } gateway) return payment.State;
        return await settlement.SettleAsync(payment.Id, await gateway.FindAsync(payment.Id, stop), stop);
    }
}

/// <summary>Does so in the background, when the request that asked for the money gave up waiting.</summary>
internal sealed class ResolvePaymentJob(OrionDb db, PaymentGateways gateways, IPaymentSettlement settlement) : JobHandler<ResolvePayment>
{
    public override bool OwnTransactions => true;

    public override Task RunAsync(ResolvePayment payload, CancellationToken stop) => payload.RunAsync(db, gateways, settlement, stop);
}
