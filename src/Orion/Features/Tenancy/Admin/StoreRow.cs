using System.Text.Json.Serialization;
using Orion.Framework.Auth;

namespace Orion.Features.Tenancy.Admin;

/// <summary>A store as the operator sees it: which, where, since when, and who said so.</summary>
/// <param name="Platform">The code of its platform.</param>
/// <param name="Subdomain">Its host below the platform's.</param>
/// <param name="Domains">Its verified domains.</param>
public sealed record StoreRow(
    Guid Id, string Code, string Name, string Platform, string Currency, StoreStatus Status,
    [property: JsonIgnore] string Subdomain, [property: JsonIgnore] IReadOnlyList<string> Domains,
    DateTimeOffset CreatedAt, string? OpenedBy, string? SuspendedReason, DateTimeOffset? SuspendedAt, string? SuspendedBy)
{
    /// <summary>Everywhere it serves: its subdomain, then its verified domains.</summary>
    public IReadOnlyList<string> Hosts => [Subdomain, .. Domains];
}

internal static class StoreRows
{
    /// <summary>Stores with what the console says of each; filter and order before, take after: the order is kept.</summary>
    public static IQueryable<StoreRow> AsRows(this IQueryable<Store> stores, PlatformDb db) =>
        from store in stores
        join platform in db.Set<Platform>() on store.PlatformId equals platform.Id
        select new StoreRow(
            store.Id, store.Code, store.Name, platform.Code, store.Currency, store.Status,
            store.Code + "." + platform.Hosts.Where(h => h.IsPrimary).Select(h => h.Host).First(),
            store.Domains.Where(d => d.VerifiedAt != null).OrderBy(d => d.Host).Select(d => d.Host).ToList(),
            store.CreatedAt, store.OpenedBy, store.SuspendedReason, store.SuspendedAt, store.SuspendedBy);

    /// <summary>The operator who asks, as kept beside what they did.</summary>
    public static string? OperatorOf(RequestContext request) => (request.Principal as AdminPrincipal)?.Email;
}
