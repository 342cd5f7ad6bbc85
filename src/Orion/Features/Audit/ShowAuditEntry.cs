namespace Orion.Features.Audit;

/// <summary>One entry of the log.</summary>
internal sealed record ShowAuditEntry(Guid Id)
{
    public async Task<Outcome<BrowseAudit.Row>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop) =>
        await db.Set<AuditEntry>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == Id, stop) is { } entry
            ? BrowseAudit.RowOf(entry, request.Culture)
            : Refusal.NotFound("entry");
}

/// <summary>What a page of the log shows.</summary>
public sealed record AuditView(BrowseAudit.Result List, BrowseAudit Asked)
{
    /// <summary>The address of the list in the request's face, with these filters and further values.</summary>
    public string To(RequestContext request, string path, string? cursor = null)
    {
        List<(string Name, string? Value)> all =
            [("actor", Asked.Actor), ("entity", Asked.Entity), ("action", Asked.Action), ("from", Asked.From), ("to", Asked.To), ("cursor", cursor)];
        var query = string.Join('&', all.Where(p => !string.IsNullOrWhiteSpace(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return request.Href.To(request.Face, path) + (query.Length > 0 ? "?" + query : "");
    }
}
