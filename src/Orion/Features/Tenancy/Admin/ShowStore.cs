using System.Text.Json.Serialization;
using RazorSlices;

namespace Orion.Features.Tenancy.Admin;

/// <summary>One store, with its team and its addresses.</summary>
public sealed record ShowStore(Guid Id)
{
    /// <param name="Store">What every list says of it.</param>
    /// <param name="PlatformName">What people call its platform.</param>
    /// <param name="PlatformId">The key of its platform.</param>
    /// <param name="Country">The country that it sells from.</param>
    /// <param name="Culture">How it writes money and dates.</param>
    /// <param name="TimeZone">Where its days begin.</param>
    /// <param name="ContactEmail">Where its customers' answers go.</param>
    /// <param name="Team">Who works for it.</param>
    public sealed record Result(
        [property: JsonIgnore] StoreRow Store, string PlatformName, Guid PlatformId, string Country, string Culture, string TimeZone, string ContactEmail,
        IReadOnlyList<TeamMember> Team)
    {
        /// <summary>What other modules have to say of it on its page.</summary>
        [JsonIgnore]
        public IReadOnlyList<RazorSlice> Parts { get; init; } = [];

        public Guid Id => Store.Id;

        public string Code => Store.Code;

        public string Name => Store.Name;

        public string Platform => Store.Platform;

        public string Currency => Store.Currency;

        public StoreStatus Status => Store.Status;

        public IReadOnlyList<string> Hosts => Store.Hosts;

        public DateTimeOffset CreatedAt => Store.CreatedAt;

        public string? OpenedBy => Store.OpenedBy;

        public string? SuspendedReason => Store.SuspendedReason;

        public DateTimeOffset? SuspendedAt => Store.SuspendedAt;

        public string? SuspendedBy => Store.SuspendedBy;
    }

    public async Task<Outcome<Result>> RunAsync(PlatformDb db, IStoreTeams teams, CancellationToken stop)
    {
        var stores = db.Set<Store>().AsNoTracking().Where(s => s.Id == Id);
        if (await stores.AsRows(db).FirstOrDefaultAsync(stop) is not { } row) return Refusal.NotFound("store");
        var more = await stores
            .Join(db.Set<Platform>(), s => s.PlatformId, p => p.Id, (s, p) => new { p.Id, p.Name, s.Country, s.Culture, s.TimeZone, s.ContactEmail })
            .SingleAsync(stop);
        return new Result(
            row, more.Name, more.Id, more.Country, more.Culture, more.TimeZone, more.ContactEmail, await teams.OfAsync(Id, stop));
    }
}

/// <summary>Another module's section of a store's page in the console.</summary>
public interface IStoreOverviewPart
{
    /// <summary>The section, loaded and ready to be shown; null when there is nothing to say.</summary>
    Task<RazorSlice?> LoadAsync(Guid store, CancellationToken stop);
}
