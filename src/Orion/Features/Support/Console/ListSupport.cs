using System.Text.Json.Serialization;

namespace Orion.Features.Support.Console;

/// <summary>Support access to stores, the newest first: in all of them, or in one.</summary>
public sealed record ListSupport(Guid? Store = null)
{
    private const int Most = 100;

    /// <param name="Items">The newest first.</param>
    public sealed record Result(IReadOnlyList<Row> Items)
    {
        /// <summary>The store, where it is one's alone, and as whom one could work there.</summary>
        [JsonIgnore]
        public StoreOf? Of { get; init; }
    }

    /// <param name="Store">What people call the store.</param>
    /// <param name="Access">The access.</param>
    public sealed record Row(string Store, SupportRow Access);

    /// <param name="Members">The people of its team.</param>
    public sealed record StoreOf(Guid Id, string Name, IReadOnlyList<SupportMember> Members);

    public async Task<Outcome<Result>> RunAsync(PlatformDb db, RequestContext request, CancellationToken stop)
    {
        var grants = db.Set<SupportGrant>().AsNoTracking();
        StoreOf? of = null;
        if (Store is { } id)
        {
            if (await db.Set<Tenancy.Store>().Where(s => s.Id == id).Select(s => s.Name).FirstOrDefaultAsync(stop) is not { } name) return Refusal.NotFound("store");
            grants = grants.Where(g => g.StoreId == id);
            of = new StoreOf(id, name, await SupportGrants.MembersAsync(db, id, stop));
        }

        var found = await grants.OrderByDescending(g => g.Id).Take(Most)
            .Join(db.Set<Tenancy.Store>(), g => g.StoreId, s => s.Id, (g, s) => new { Grant = g, s.Name }).ToListAsync(stop);
        return new Result([.. found.OrderByDescending(f => f.Grant.Id).Select(f => new Row(f.Name, SupportRow.Of(f.Grant, request)))]) { Of = of };
    }
}
