using Orion.Features.Tenancy;

namespace Orion.Features.DevTools;

/// <summary>A login of the demo.</summary>
public sealed record DemoLogin(string Face, string Email, string Password);

/// <summary>A demo store: its code, every host that serves it, the path under the platform's host, and its logins.</summary>
public sealed record DemoListedStore(string Code, string Name, string Currency, IReadOnlyList<string> Hosts, string Path, IReadOnlyList<DemoLogin> Logins);

/// <summary>What <c>orion seed --list</c> and the start of a development server tell.</summary>
public sealed record DemoListing(string PlatformHost, string AdminHost, IReadOnlyList<DemoLogin> Logins, IReadOnlyList<DemoListedStore> Stores)
{
    /// <summary>Reads it from the database: the stores that the demo made and that are still there.</summary>
    public static async Task<DemoListing> ReadAsync(PlatformDb db, CancellationToken stop)
    {
        var contents = (await DemoContent.ReadAllAsync(stop)).Select(c => c.Code).ToList();
        var stores = await db.Set<Store>().AsNoTracking().Where(s => contents.Contains(s.Code))
            .Select(s => new { s.Code, s.Name, s.Currency, Domains = s.Domains.Where(d => d.VerifiedAt != null).Select(d => d.Host).ToList() })
            .ToListAsync(stop);
        return new DemoListing(
            DemoSeed.PlatformHost, "admin." + DemoSeed.PlatformHost, [new("admin", DemoSeed.AdminEmail, DemoSeed.Password)],
            [
                .. stores.OrderBy(s => contents.IndexOf(s.Code)).Select(s => new DemoListedStore(
                    s.Code, s.Name, s.Currency, [$"{s.Code}.{DemoSeed.PlatformHost}", .. s.Domains], $"/stores/{s.Code}",
                    [
                        new("store", $"owner@{s.Code}.test", DemoSeed.Password), new("store", $"staff@{s.Code}.test", DemoSeed.Password),
                        new("shop", $"customer@{s.Code}.test", DemoSeed.Password)
                    ]))
            ]);
    }
}
