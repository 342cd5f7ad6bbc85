using Orion.Framework.Text;

namespace Orion.Features.Tenancy.Home;

/// <summary>What a platform's own address says: its name, the way to the console, and in development the shops to try.</summary>
public sealed record ShowPlatformHome
{
    public sealed record Result(string Platform, string Console, IReadOnlyList<Shop> Shops);

    /// <param name="Address">Where shoppers go.</param>
    /// <param name="Dashboard">Where the team goes.</param>
    /// <param name="Path">The shop under the platform's own host, where that is served.</param>
    public sealed record Shop(string Name, string Code, string Address, string Dashboard, string? Path, StoreStatus Status);

    private const int Most = 50;

    public async Task<Result> RunAsync(PlatformDb db, RequestContext request, bool listShops, bool pathMode, CancellationToken stop)
    {
        var platform = request.Platform!;
        List<Shop> shops = [];
        if (listShops)
        {
            var stores = await db.Set<Store>().AsNoTracking().Where(s => s.PlatformId == platform.Id).OrderBy(s => EF.Functions.Collate(s.Name, Collation.Root)).ThenBy(s => s.Id).Take(Most)
                .Select(s => new { s.Name, s.Code, s.Status }).ToListAsync(stop);
            shops.AddRange(stores.Select(s =>
            {
                var address = HostLink.To(request, $"{s.Code}.{platform.PrimaryHost}");
                return new Shop(s.Name, s.Code, address, address + "store", pathMode ? $"/stores/{s.Code}/shop" : null, s.Status);
            }));
        }

        return new Result(platform.Name, "/admin", shops);
    }
}
