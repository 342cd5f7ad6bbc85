using Orion.Framework.Text;

namespace Orion.Features.Tenancy.Admin;

/// <summary>What the form for a new store offers.</summary>
/// <param name="Platforms">Code, name and host of each platform.</param>
/// <param name="Platform">The one that is chosen at first.</param>
public sealed record NewStoreForm(IReadOnlyList<NewStoreForm.Choice> Platforms, string Platform)
{
    public sealed record Choice(string Code, string Name, string Host);

    public static async Task<NewStoreForm> LoadAsync(string? platform, PlatformDb db, CancellationToken stop)
    {
        var all = await db.Set<Platform>().AsNoTracking().OrderBy(p => EF.Functions.Collate(p.Name, Collation.Root)).ThenBy(p => p.Id)
            .Select(p => new Choice(p.Code, p.Name, p.Hosts.Where(h => h.IsPrimary).Select(h => h.Host).First())).ToListAsync(stop);
        return new NewStoreForm(all, all.FirstOrDefault(p => p.Code == platform)?.Code ?? all.FirstOrDefault()?.Code ?? "");
    }
}
