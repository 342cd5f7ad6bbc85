using Microsoft.Extensions.Options;
using Orion.Features.Payments;
using Orion.Framework.Database;

namespace Orion.Features.Orders.Checkout;

/// <summary>
/// Takes an order through its three phases. However often and by however many requests a cart is ordered at once, one of them
/// asks the gateway, once; the others wait for it and give the same answer.
/// </summary>
public sealed class CheckoutFlow(
    OrionDb db, PrepareOrder prepare, PaymentGateways gateways, IPaymentSettlement settlement, RequestContext request,
    IOptions<PaymentOptions> payments, CheckoutGate gate, ILogger<CheckoutFlow> log)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>An order, and whether this request made it.</summary>
    public sealed record Result(PlacedOrder Order, bool IsNew);

    /// <param name="token">The cart's.</param>
    /// <param name="key">The caller's Idempotency-Key, if it sent one.</param>
    /// <param name="place">What was asked.</param>
    /// <param name="stop">Heeded until the gateway is asked; from there on the order is brought to its end.</param>
    public async Task<Outcome<Result>> RunAsync(string? token, string? key, PlaceOrder place, CancellationToken stop)
    {
        if (key is not null && (key.Length is 0 or > 255 || key.Any(c => c is < ' ' or > '~')))
            return new Refusal(400, "malformed", "An Idempotency-Key has 1 to 255 printable ASCII characters.");
        var attempt = Guid.CreateVersion7();
        var outcome = await gate.EnterAsync(
            () => db.InTransactionAsync(() => prepare.RunAsync(token, key, place, attempt, stop), o => o.Refusal is null, stop), stop);
        if (outcome.Value is not { } prepared) return outcome.Refusal!;
        var state = prepared.IsMine
            ? await PayAsync(prepared, place.Payment!, CancellationToken.None)
            : await WaitAsync(prepared.PaymentId, stop);
        return await AnswerAsync(prepared, state, CancellationToken.None);
    }

    /// <summary>Asks the gateway, outside any transaction, and settles what it says.</summary>
    private async Task<PaymentState?> PayAsync(PrepareOrder.Prepared prepared, PaymentInput payment, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(payments.Value.Timeout, request.Clock);
        GatewayAnswer answer;
        try
        {
            answer = await gateways.Find(payment.Provider)!.ChargeAsync(
                new Charge(prepared.PaymentId, prepared.Amount, payment.Outcome), patience.Token);
        }
        catch (Exception wrong)
        {
            // Whether the money was taken isn't known: that is found out later, and until then the order stays as it is.
            log.LogWarning(wrong, "The gateway {Provider} did not answer for payment {Payment}", payment.Provider, prepared.PaymentId);
            answer = new GatewayAnswer(GatewayOutcome.Pending);
        }

        return await gate.EnterAsync(() => settlement.SettleAsync(prepared.PaymentId, answer, stop), stop);
    }

    /// <summary>
    /// Waits for the request that asked the gateway. One that nobody waits for any more is looked into. Null when it takes too long.
    /// </summary>
    private async Task<PaymentState?> WaitAsync(Guid paymentId, CancellationToken stop)
    {
        var until = request.Now + Patience;
        while (true)
        {
            var payment = await db.Set<Payment>().AsNoTracking().Where(p => p.Id == paymentId)
                .Select(p => new { p.State, p.AskUntil }).SingleAsync(stop);
            if (payment.State != PaymentState.Pending) return payment.State;
            if (payment.AskUntil <= request.Now) return await new ResolvePayment(paymentId).RunAsync(db, gateways, settlement, stop);
            if (request.Now >= until) return null;
            await Task.Delay(Glance, request.Clock, stop);
        }
    }

    private async Task<Outcome<Result>> AnswerAsync(PrepareOrder.Prepared prepared, PaymentState? state, CancellationToken stop)
    {
        switch (state)
        {
            case null:
                return new Refusal(409, "in_flight", "This order is being placed. Ask again in a moment.") { RetryAfter = 2 };
            case PaymentState.Declined:
                return Refusal.Invalid("payment", "The payment was declined. Nothing was charged; try again or pay in another way.", "payment_declined");
            case PaymentState.Voided:
                return Refusal.Conflict("payment_failed", "The payment could not be made and nothing was charged. Please order again.");
        }

        var order = await PlacedOrder.FindAsync(db, request, o => o.Id == prepared.OrderId, stop)
            ?? throw new InvalidOperationException("A prepared order exists.");
        return new Result(order, prepared.IsMine);
    }
}
