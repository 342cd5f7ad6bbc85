namespace Orion.Features.Support.Consent;

/// <summary>Support access to the store: what waits, what is open, what was.</summary>
public sealed record ListSupportAccess
{
    private const int Most = 100;

    /// <param name="Items">The newest first.</param>
    public sealed record Result(IReadOnlyList<SupportRow> Items);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var found = await db.Set<SupportGrant>().AsNoTracking().OrderByDescending(g => g.Id).Take(Most).ToListAsync(stop);
        return new Result([.. found.Select(g => SupportRow.Of(g, request))]);
    }
}
