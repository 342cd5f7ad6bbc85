using System.Collections.Frozen;
using Npgsql;
using Orion.Framework.Modules;
using Orion.Framework.Regions;

namespace Orion.Features.Tenancy;

/// <summary>
/// Finds stores and platforms in the database, across stores: what the tenant cache asks when it doesn't know. One statement each
/// and without the mapper, because every page of a store that is new to a node waits for it.
/// </summary>
public sealed partial class StoreDirectory(DatabaseAccess database, ModuleRegistry modules, ILogger<StoreDirectory> log) : ITenantSource
{
    private const string PlatformColumns =
        """
        p.id, p.code, p.name,
        (select h.host from platform_hosts h where h.platform_id = p.id order by h.is_primary desc limit 1),
        array(select m.module::text from platform_modules m where m.platform_id = p.id and not m.is_on)
        """;

    private const string Stores =
        $"""
        select {PlatformColumns},
               s.id, s.code, s.name, s.status, s.currency, s.culture, s.time_zone, s.country, s.version,
               (select d.host from store_domains d where d.store_id = s.id and d.verified_at is not null order by d.verified_at limit 1)
        from stores s join platforms p on p.id = s.platform_id
        """;

    public Task<TenantInfo?> LoadByDomainAsync(string host, CancellationToken stop) => LoadAsync(
        $"{Stores} where s.id = (select d.store_id from store_domains d where d.host = $1 and d.verified_at is not null)", host, ReadStore, stop);

    public Task<TenantInfo?> LoadByIdentifierAsync(string identifier, CancellationToken stop) =>
        LoadAsync($"{Stores} where s.code = $1", identifier, ReadStore, stop);

    public Task<TenantInfo?> LoadByIdAsync(Guid id, CancellationToken stop) => LoadAsync($"{Stores} where s.id = $1", id, ReadStore, stop);

    public Task<PlatformInfo?> LoadPlatformAsync(string host, CancellationToken stop) => LoadAsync(
        $"select {PlatformColumns} from platforms p where p.id = (select h.platform_id from platform_hosts h where h.host = $1)", host, ReadPlatform, stop);

    public async Task<IReadOnlyList<Guid>> ListActiveAsync(CancellationToken stop)
    {
        database.EnsureAnswering();
        return await database.Platform.ListAsync(
            "select id from stores where status = $1 order by id",
            [new NpgsqlParameter<string> { TypedValue = nameof(StoreStatus.Active) }], row => row.GetGuid(0), stop);
    }

    /// <summary>One row, or null. Asks again, once, after a transient fault.</summary>
    private async Task<TFound?> LoadAsync<TKey, TFound>(string sql, TKey key, Func<NpgsqlDataReader, TFound> read, CancellationToken stop)
        where TFound : class
    {
        try
        {
            return await AskAsync();
        }
        catch (NpgsqlException fault) when (fault.IsTransient && !stop.IsCancellationRequested)
        {
            return await AskAsync();
        }

        async Task<TFound?> AskAsync()
        {
            database.EnsureAnswering();
            return (await database.Platform.ListAsync(sql, [new NpgsqlParameter<TKey> { TypedValue = key }], read, stop)).FirstOrDefault();
        }
    }

    private PlatformInfo ReadPlatform(NpgsqlDataReader row)
    {
        var off = row.GetFieldValue<string[]>(4);
        return new PlatformInfo(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3),
            modules.OptionalCodes.Where(c => !off.Contains(c)).ToFrozenSet(StringComparer.Ordinal));
    }

    private TenantInfo ReadStore(NpgsqlDataReader row)
    {
        var (code, culture, zone) = (row.GetString(6), row.GetString(10), row.GetString(11));
        // Written by hand, or when less was refused: what can't be used must not take the store's pages down.
        if (Cultures.Find(culture) is null) CultureUnusable(code, culture, Cultures.Default.Name);
        if (TimeZones.Find(zone) is null) TimeZoneUnusable(code, zone, TimeZoneInfo.Utc.Id);
        return new TenantInfo(
            row.GetGuid(5), code, row.GetString(7), ReadPlatform(row), Enum.Parse<StoreStatus>(row.GetString(8)), row.GetString(9),
            (Cultures.Find(culture) ?? Cultures.Default).Name, (TimeZones.Find(zone) ?? TimeZoneInfo.Utc).Id,
            row.GetString(12), row.GetInt64(13), row.IsDBNull(14) ? null : row.GetString(14));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store {Store} has the culture '{Culture}', which can't be used; it writes by {Fallback}.")]
    private partial void CultureUnusable(string store, string culture, string fallback);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store {Store} has the time zone '{Zone}', which can't be used; its days are those of {Fallback}.")]
    private partial void TimeZoneUnusable(string store, string zone, string fallback);
}
