using System.Globalization;
using System.Text.Json;
using Orion.Framework.Regions;

namespace Orion.Features.Audit;

/// <summary>The log, newest first: of the request's store in the dashboard, of all stores and the installation in the console.</summary>
/// <param name="Actor">An id, a part of a name, or a kind such as <c>team</c>.</param>
/// <param name="Entity">A kind of thing such as <c>product</c>, or the id of a thing.</param>
/// <param name="Action">What was done, such as <c>changed</c>.</param>
/// <param name="From">The first day or moment.</param>
/// <param name="To">The last day, or the moment before which.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Limit">The most entries, 1 to 250.</param>
public sealed record BrowseAudit(string? Actor, string? Entity, string? Action, string? From, string? To, string? Cursor, int? Limit)
{
    private const string Order = "newest";

    public sealed record Result(IReadOnlyList<Row> Items, string? NextCursor);

    /// <param name="Id">The entry.</param>
    /// <param name="At">When.</param>
    /// <param name="StoreId">Whose log it is in; null for the installation's.</param>
    /// <param name="Actor">Who.</param>
    /// <param name="OnBehalfOf">Under whose name, where that is another.</param>
    /// <param name="Action">What was done.</param>
    /// <param name="Entity">To what kind of thing.</param>
    /// <param name="EntityId">To which.</param>
    /// <param name="EntityName">What it was called then.</param>
    /// <param name="Before">What changed, as it was.</param>
    /// <param name="After">What changed, as it is since.</param>
    /// <param name="Address">The network address that asked.</param>
    /// <param name="CorrelationId">The request.</param>
    /// <param name="Summary">The whole as a sentence.</param>
    public sealed record Row(
        Guid Id, DateTimeOffset At, Guid? StoreId, Who Actor, Who? OnBehalfOf, string Action, string Entity, Guid? EntityId, string? EntityName,
        JsonElement? Before, JsonElement? After, string? Address, string CorrelationId, string Summary);

    /// <param name="Kind">What kind of actor.</param>
    /// <param name="Id">The person or key; null for visitors and the installation.</param>
    /// <param name="Name">What people called them then.</param>
    public sealed record Who(ActorKind Kind, Guid? Id, string Name);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var filtered = Filter(db, request);
        if (filtered.Refusal is { } refusal) return refusal;
        var entries = filtered.Value!;
        if (PageLimit.Check(Limit) is { } tooMany) return tooMany;
        var most = Limit ?? 50;
        var rows = await entries.Take(most + 1).ToListAsync(stop);
        var next = rows.Count > most ? new Cursor(Order, "", rows[most - 1].Id).ToString() : null;
        return new Result([.. rows.Take(most).Select(e => RowOf(e, request.Culture))], next);
    }

    /// <summary>The entries that are asked for, newest first.</summary>
    internal Outcome<IQueryable<AuditEntry>> Filter(OrionDb db, RequestContext request)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Actor))
        {
            var actor = Actor.Trim();
            if (Guid.TryParse(actor, out var person)) entries = entries.Where(e => e.ActorId == person || e.OnBehalfOfId == person);
            else if (!char.IsAsciiDigit(actor[0]) && Enum.TryParse<ActorKind>(actor, ignoreCase: true, out var kind)) entries = entries.Where(e => e.ActorKind == kind);
            else entries = entries.Where(e => OrionDb.Fold(e.ActorName + " " + (e.OnBehalfOfName ?? "")).Contains(OrionDb.Fold(actor)));
        }

        if (!string.IsNullOrWhiteSpace(Entity))
        {
            var entity = Entity.Trim();
            entries = Guid.TryParse(entity, out var thing) ? entries.Where(e => e.EntityId == thing) : entries.Where(e => e.Entity == entity);
        }

        if (!string.IsNullOrWhiteSpace(Action))
        {
            var action = Action.Trim();
            entries = entries.Where(e => e.Action == action);
        }

        if (!TryMoment(From, request, false, out var from)) return Refusal.Invalid("from", "Give a day such as 2026-11-23.");
        if (!TryMoment(To, request, true, out var to)) return Refusal.Invalid("to", "Give a day such as 2026-11-23.");
        if (from is { } first)
        {
            var id = AuditEntry.FirstAt(first);
            entries = entries.Where(e => e.Id.CompareTo(id) >= 0);
        }

        if (to is { } last)
        {
            var id = AuditEntry.FirstAt(last);
            entries = entries.Where(e => e.Id.CompareTo(id) < 0);
        }

        if (!string.IsNullOrEmpty(Cursor))
        {
            if (!Framework.Web.Cursor.TryRead(Cursor, Order, out var cursor)) return PageLimit.ForeignCursor;
            entries = entries.Where(e => e.Id.CompareTo(cursor.Id) < 0);
        }

        return new Outcome<IQueryable<AuditEntry>>(entries.OrderByDescending(e => e.Id), null);
    }

    internal static Row RowOf(AuditEntry entry, CultureInfo culture) => new(
        entry.Id, entry.At, entry.StoreId == Guid.Empty ? null : entry.StoreId, new Who(entry.ActorKind, entry.ActorId, entry.ActorName),
        entry.OnBehalfOfName is { } other ? new Who(ActorKind.Team, entry.OnBehalfOfId, other) : null,
        entry.Action, entry.Entity, entry.EntityId, entry.EntityName, Json(entry.Before), Json(entry.After), entry.Address, entry.CorrelationId,
        AuditSentence.Of(entry, culture));

    private static JsonElement? Json(string? text) => text is null ? null : JsonSerializer.Deserialize<JsonElement>(text);

    /// <summary>A day is the store's own, from its beginning, or to its end.</summary>
    private static bool TryMoment(string? text, RequestContext request, bool end, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            if (day.Year is < 2000 or > 9000) return false;
            moment = request.Zone.BeginningOf(day.AddDays(end ? 1 : 0));
            return true;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) || exact.Year is < 2000 or > 9000) return false;
        moment = exact;
        return true;
    }
}
