using Orion.Framework.Modules;

namespace Orion.Framework.Web.Shell;

/// <summary>Collects what the modules add around the shop's pages.</summary>
public sealed class ShopChromeSource(IEnumerable<IShopChromePart> parts) : IChromeSource
{
    public async Task<object> LoadAsync(CancellationToken stop)
    {
        var chrome = new ShopChrome();
        foreach (var part in parts) await part.FillAsync(chrome, stop);
        return chrome;
    }
}

/// <summary>The dashboard's menu: entries of the modules that are on, for which the person has the permission.</summary>
public sealed class StoreChromeSource(RequestContext request, ModuleRegistry modules, IEnumerable<IStoreChromePart> parts) : IChromeSource
{
    public async Task<object> LoadAsync(CancellationToken stop)
    {
        var chrome = new WorkChrome { Title = request.HasStore ? request.Store.Name : "", ShopHref = request.HasStore ? request.Href.Shop() : null };
        if (request.Principal == Auth.Principal.Nobody) return chrome;
        foreach (var part in parts) await part.FillAsync(chrome, stop);
        MenuMaker.Fill(chrome, request, modules);
        return chrome;
    }
}

/// <summary>The console's menu.</summary>
public sealed class AdminChromeSource(RequestContext request, ModuleRegistry modules) : IChromeSource
{
    public Task<object> LoadAsync(CancellationToken stop)
    {
        var chrome = new WorkChrome { Title = request.Platform?.Name ?? "Orion" };
        if (request.Principal != Auth.Principal.Nobody) MenuMaker.Fill(chrome, request, modules);
        return Task.FromResult<object>(chrome);
    }
}

/// <summary>Makes a face's menu from the modules' declarations.</summary>
internal static class MenuMaker
{
    public static void Fill(WorkChrome chrome, RequestContext request, ModuleRegistry modules)
    {
        foreach (var entry in Allowed(m => m.Menu)) chrome.Menu.Add(LinkTo(entry));
        if (Allowed(m => m.Settings) is not [var first, ..] settings) return;
        var isInside = request.Path.StartsWith("/settings/", StringComparison.Ordinal);
        chrome.Menu.Add(new NavLink("Settings", request.Href.To(request.Face, first.Path), "settings", isInside));
        if (isInside) chrome.Settings.AddRange(settings.Select(LinkTo));

        List<MenuEntry> Allowed(Func<ModuleDefinition, IReadOnlyList<MenuEntry>> entries) =>
        [
            .. modules.All.Where(m => request.Face == Face.Admin || modules.IsOn(m.Code, request.Platform)).SelectMany(entries)
                .Where(e => e.Face == request.Face && request.Allows(e.Permission)).OrderBy(e => e.Order)
        ];

        NavLink LinkTo(MenuEntry entry) => new(
            entry.Title, request.Href.To(entry.Face, entry.Path), entry.Icon,
            entry.Path == "/" ? request.Path == "/" : request.Path.StartsWith(entry.Path, StringComparison.Ordinal),
            chrome.Badges.GetValueOrDefault(entry.Path));
    }
}
