using Orion.Framework.Jobs;

namespace Orion.Features.Payments;

/// <summary>
/// Finds, in all stores, payments that nobody waits for any more (a crash, a timeout, a provider that is late) and settles them
/// by what their providers say.
/// </summary>
public sealed class PaymentSweeper(IServiceScopeFactory scopes, ITenantStore stores, TimeProvider clock, ILogger<PaymentSweeper> log)
{
    private const int Batch = 1_000;

    /// <summary>Settles what can be settled; gives how many were looked at.</summary>
    public async Task<int> SweepAsync(CancellationToken stop)
    {
        List<(Guid Store, Guid Payment)> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var now = clock.GetUtcNow();
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            due = (await db.Set<Payment>().AsNoTracking().Where(p => p.State == PaymentState.Pending && p.AskUntil < now)
                    .OrderBy(p => p.AskUntil).Take(Batch).Select(p => new { p.StoreId, p.Id }).ToListAsync(stop))
                .ConvertAll(p => (p.StoreId, p.Id));
        }

        foreach (var (store, payment) in due)
        {
            try
            {
                await ResolveAsync(store, payment, stop);
            }
            catch (Exception wrong) when (!stop.IsCancellationRequested)
            {
                // One provider that is away must not keep the others' payments waiting; the next sweep tries again.
                log.LogWarning(wrong, "Payment {Payment} could not be settled", payment);
            }
        }

        return due.Count;
    }

    private async Task ResolveAsync(Guid store, Guid payment, CancellationToken stop)
    {
        if (await stores.FindByIdAsync(store, stop) is not { } found) return;
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<RequestContext>().Enter(found);
        await new ResolvePayment(payment).RunAsync(
            services.GetRequiredService<OrionDb>(), services.GetRequiredService<PaymentGateways>(),
            services.GetRequiredService<IPaymentSettlement>(), stop);
    }
}

/// <summary>Asks for a sweep.</summary>
public sealed record SweepPayments;

/// <summary>Sweeps by the clock.</summary>
internal sealed class SweepPaymentsJob(PaymentSweeper sweeper) : JobHandler<SweepPayments>
{
    public const string Kind = "payments.sweep";

    public override bool OwnTransactions => true;

    public override Task RunAsync(SweepPayments payload, CancellationToken stop) => sweeper.SweepAsync(stop);
}

/// <summary>Sweeps once soon after a start: what a crash left behind doesn't wait for the clock.</summary>
internal sealed class SweepPaymentsAtStart(
    PaymentSweeper sweeper, Microsoft.Extensions.Options.IOptions<PaymentOptions> options, TimeProvider clock,
    ILogger<SweepPaymentsAtStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(options.Value.Patience + TimeSpan.FromSeconds(1), clock, stoppingToken);
            await sweeper.SweepAsync(stoppingToken);
        }
        catch (Exception wrong) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(wrong, "The sweep at start failed; the scheduled one follows");
        }
        catch (OperationCanceledException)
        {
            // Stopped before it was due.
        }
    }
}
