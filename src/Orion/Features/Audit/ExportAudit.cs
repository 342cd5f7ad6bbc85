namespace Orion.Features.Audit;

/// <summary>The log as a file; that it was taken is in the log.</summary>
internal static class ExportAudit
{
    public static async Task<IResult> RunAsync(BrowseAudit browse, OrionDb db, RequestContext request, CancellationToken stop)
    {
        var filtered = (browse with { Cursor = null }).Filter(db, request);
        if (filtered.Refusal is { } refusal) return refusal;
        await db.InTransactionAsync(() =>
        {
            db.Record("exported", "audit-entry", name: "the activity log");
            return Task.FromResult(true);
        }, stop);
        return Results.Stream(
            to => AuditCsv.WriteAsync(filtered.Value!.Take(AuditCsv.Most).AsAsyncEnumerable(), to, request.Culture, stop),
            "text/csv; charset=utf-8", $"activity-{request.Now:yyyy-MM-dd}.csv");
    }
}
