using Microsoft.AspNetCore.Mvc;

namespace Orion.Features.Tenancy.Admin;

/// <summary>All stores of the installation, newest first.</summary>
/// <param name="Q">Part of a name, a code or a host.</param>
/// <param name="Status">active, suspended or closed.</param>
/// <param name="Platform">A platform's code.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Limit">At most 250.</param>
public sealed record BrowseStores(
    [FromQuery] string? Q, [FromQuery] string? Status, [FromQuery] string? Platform, [FromQuery] string? Cursor, [FromQuery] int? Limit)
{
    private const string Order = "-created";

    public sealed record Result(IReadOnlyList<StoreRow> Items, string? NextCursor)
    {
        /// <summary>How many stores there are in each state, whatever is being looked for.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public IReadOnlyDictionary<StoreStatus, int> Counts { get; init; } = new Dictionary<StoreStatus, int>();

        [System.Text.Json.Serialization.JsonIgnore]
        public BrowseStores Asked { get; init; } = new(null, null, null, null, null);
    }

    /// <summary>Whether the list is narrowed down in any way.</summary>
    public bool IsFiltered => !string.IsNullOrEmpty(Q) || !string.IsNullOrEmpty(Status) || !string.IsNullOrEmpty(Platform);

    public async Task<Outcome<Result>> RunAsync(PlatformDb db, RequestContext request, CancellationToken stop)
    {
        if (PageLimit.Check(Limit) is { } tooMany) return tooMany;
        var limit = Limit ?? 50;
        var stores = db.Set<Store>().AsNoTracking();
        if (!string.IsNullOrEmpty(Status))
        {
            if (!Enum.TryParse<StoreStatus>(Status, ignoreCase: true, out var status) || !Enum.IsDefined(status) || int.TryParse(Status, out _))
                return Refusal.Invalid("status", "A store is active, suspended or closed.");
            stores = stores.Where(s => s.Status == status);
        }

        if (!string.IsNullOrEmpty(Platform)) stores = stores.Where(s => db.Set<Platform>().Any(p => p.Id == s.PlatformId && p.Code == Platform));
        if (!string.IsNullOrWhiteSpace(Q)) stores = Matching(stores, Q.Trim());
        if (!string.IsNullOrEmpty(Cursor))
        {
            if (!Framework.Web.Cursor.TryReadMoment(Cursor, Order, out var at)) return PageLimit.ForeignCursor;
            var (moment, id) = (at.Moment, at.Id);
            stores = stores.Where(s => s.CreatedAt < moment || (s.CreatedAt == moment && s.Id.CompareTo(id) < 0));
        }

        var rows = await stores.OrderByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id).AsRows(db).Take(limit + 1).ToListAsync(stop);
        var next = rows.Count > limit ? Framework.Web.Cursor.At(Order, rows[limit - 1].CreatedAt, rows[limit - 1].Id).ToString() : null;
        var found = new Result([.. rows.Take(limit)], next) { Asked = this };
        return request.Door == Door.Page ? found with { Counts = await CountAsync(db, stop) } : found;
    }

    internal static async Task<Dictionary<StoreStatus, int>> CountAsync(PlatformDb db, CancellationToken stop) =>
        await db.Set<Store>().GroupBy(s => s.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);

    private static IQueryable<Store> Matching(IQueryable<Store> stores, string text)
    {
        var other = EmailAddress.OtherSpelling(text) ?? text;
        return stores.Where(s => OrionDb.Fold(s.Name).Contains(OrionDb.Fold(text)) || s.Code.Contains(OrionDb.Fold(text))
            || s.Domains.Any(d => d.Host.Contains(OrionDb.Fold(text)) || d.Host.Contains(OrionDb.Fold(other))));
    }
}
