using Microsoft.Extensions.Options;
using Orion.Framework.Jobs;

namespace Orion.Features.Audit;

/// <summary>Asks for entries that are past their time to be cleared.</summary>
public sealed record ClearAudit
{
    /// <summary>The stable word for this work.</summary>
    public const string Kind = "audit.clear";
}

/// <summary>Clears them, in all stores, a bounded number at a time: the one way in which anything ever leaves the log.</summary>
internal sealed class ClearAuditJob(PlatformDb db, IOptions<AuditOptions> options, TimeProvider clock) : JobHandler<ClearAudit>
{
    private const int Portion = 10_000;

    public override bool OwnTransactions => true;

    public override async Task RunAsync(ClearAudit payload, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var all = AuditEntry.FirstAt(now.AddDays(-Math.Max(options.Value.RetentionDays, 30)));
        var visitors = AuditEntry.FirstAt(now.AddDays(-Math.Max(options.Value.VisitorRetentionDays, 1)));
        int cleared;
        do
        {
            cleared = await db.InTransactionAsync(
                async () =>
                {
                    await AuditEntry.AllowClearingAsync(db, stop);
                    return await db.Set<AuditEntry>()
                        .Where(e => e.Id.CompareTo(all) < 0 || (e.ActorKind == ActorKind.Visitor && e.Id.CompareTo(visitors) < 0))
                        .OrderBy(e => e.Id).Take(Portion).ExecuteDeleteAsync(stop);
                }, stop);
        }
        while (cleared == Portion);
    }
}
