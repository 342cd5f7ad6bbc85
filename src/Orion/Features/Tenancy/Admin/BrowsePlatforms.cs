using Orion.Framework.Modules;
using Orion.Framework.Text;

namespace Orion.Features.Tenancy.Admin;

/// <summary>All platforms of the installation.</summary>
public sealed record BrowsePlatforms
{
    public sealed record Result(IReadOnlyList<Row> Items);

    /// <param name="Modules">Codes of the optional modules that are on.</param>
    public sealed record Row(
        Guid Id, string Code, string Name, IReadOnlyList<string> Hosts, int Stores, IReadOnlyList<string> Modules, DateTimeOffset CreatedAt);

    public async Task<Outcome<Result>> RunAsync(PlatformDb db, ModuleRegistry modules, CancellationToken stop)
    {
        var found = await db.Set<Platform>().AsNoTracking().AsSplitQuery().OrderBy(p => EF.Functions.Collate(p.Name, Collation.Root)).ThenBy(p => p.Id)
            .Select(p => new
            {
                p.Id,
                p.Code,
                p.Name,
                p.CreatedAt,
                Hosts = p.Hosts.OrderByDescending(h => h.IsPrimary).ThenBy(h => h.Host).Select(h => h.Host).ToList(),
                Stores = db.Set<Store>().Count(s => s.PlatformId == p.Id),
                Off = p.Modules.Where(m => !m.IsOn).Select(m => m.Module).ToList()
            })
            .ToListAsync(stop);
        return new Result(
        [
            .. found.Select(p => new Row(
                p.Id, p.Code, p.Name, p.Hosts, p.Stores, [.. modules.OptionalCodes.Where(c => !p.Off.Contains(c))], p.CreatedAt))
        ]);
    }
}
