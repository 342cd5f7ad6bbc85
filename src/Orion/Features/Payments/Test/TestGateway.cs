using Microsoft.Extensions.Options;
using Orion.Framework.Currencies;
using Orion.Framework.Jobs;

namespace Orion.Features.Payments.Test;

/// <summary>
/// The built-in gateway, which moves no money. It behaves as it is told: <c>approve</c> (also when told nothing), <c>decline</c>,
/// <c>timeout</c> (takes the money and answers too late), <c>late</c> (decides later, and says so twice). Its memory is
/// <see cref="TestCharge"/>, written in transactions of its own as a provider's would be.
/// </summary>
public sealed class TestGateway(IServiceScopeFactory scopes, RequestContext request, IOptions<PaymentOptions> options) : IPaymentGateway
{
    /// <summary>The gateway's code.</summary>
    public const string Code = "test";

    /// <summary>What it can be told to do.</summary>
    public static readonly string[] Behaviours = ["approve", "decline", "timeout", "late"];

    /// <summary>How long a late decision takes.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(2);

    public string Provider => Code;

    public bool IsOpen => options.Value.TestGateway == true;

    public async Task<GatewayAnswer> ChargeAsync(Charge charge, CancellationToken stop)
    {
        var behaviour = charge.Instrument is { Length: > 0 } told ? told : Behaviours[0];
        var outcome = behaviour switch
        {
            "decline" => GatewayOutcome.Declined,
            "late" => GatewayOutcome.Pending,
            _ => GatewayOutcome.Captured
        };
        var (written, isNew) = await InOwnTransactionAsync(
            (db, outbox) => WriteAsync(db, outbox, charge.PaymentId, charge.Amount, behaviour, outcome, stop), stop);
        // The money is taken, the answer gets lost: whoever asked gives up first.
        if (isNew && behaviour == "timeout") await Task.Delay(TimeSpan.FromMinutes(1), request.Clock, stop);
        return AnswerOf(written);
    }

    public async Task<GatewayAnswer> FindAsync(Guid paymentId, CancellationToken stop) => AnswerOf(await InOwnTransactionAsync(
        async (db, outbox) =>
        {
            // A charge that was never heard of is written down as such, so that it can't be taken later.
            var (charge, _) = await WriteAsync(
                db, outbox, paymentId, Money.Zero(request.Store.Currency), "", GatewayOutcome.Unknown, stop);
            if (charge.Outcome == GatewayOutcome.Pending && charge.CreatedAt + Lateness <= request.Now)
            {
                charge.Decide(GatewayOutcome.Captured);
                await db.SaveChangesAsync(stop);
            }

            return charge;
        }, stop));

    private async Task<(TestCharge Charge, bool IsNew)> WriteAsync(
        OrionDb db, Outbox outbox, Guid paymentId, Money amount, string behaviour, GatewayOutcome outcome, CancellationToken stop)
    {
        var made = await db.Database.ExecuteSqlAsync(
            $"""
             insert into test_charges (store_id, id, amount_amount, amount_currency, behaviour, outcome, created_at)
             values ({request.Store.Id}, {paymentId}, {amount.Amount}, {amount.Currency}, {behaviour}, {outcome.ToString()}, {request.Now})
             on conflict (store_id, id) do nothing
             """, stop);
        if (made > 0 && outcome == GatewayOutcome.Pending)
        {
            foreach (var (time, number) in new[] { Lateness, Lateness + TimeSpan.FromSeconds(1) }.Select((t, i) => (t, i + 1)))
                outbox.Enqueue(TestNoticeJob.Kind, new SendTestNotice(paymentId), request.Now + time, $"{paymentId}:{number}");
            await db.SaveChangesAsync(stop);
        }

        return (await db.Set<TestCharge>().SingleAsync(c => c.Id == paymentId, stop), made > 0);
    }

    private async Task<T> InOwnTransactionAsync<T>(Func<OrionDb, Outbox, Task<T>> work, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(request.Store);
        var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
        var outbox = scope.ServiceProvider.GetRequiredService<Outbox>();
        return await db.InTransactionAsync(() => work(db, outbox), stop);
    }

    private static GatewayAnswer AnswerOf(TestCharge charge) => new(
        charge.Outcome,
        charge.Outcome == GatewayOutcome.Captured ? $"test_{charge.Id:N}" : null,
        charge.Outcome == GatewayOutcome.Declined ? "card_declined" : null);
}
