using System.Globalization;
using System.Net;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Tenancy.Theming;

/// <summary>How a store looks, ready to be served.</summary>
/// <param name="Version">The store's version when it was read.</param>
/// <param name="Stylesheet">The theme as CSS; empty for the default theme.</param>
/// <param name="Logo">The wordmark as SVG that may stand inside a page, or null.</param>
/// <param name="Favicon">The icon as SVG: the store's own, or its first letter.</param>
/// <param name="Home">What the home page says.</param>
public sealed record StoreLook(long Version, string Stylesheet, string? Logo, string Favicon, HomeContent Home);

/// <summary>Stores' looks, kept in memory: every page needs one.</summary>
public sealed class StoreLooks(StoreMemory<StoreLook> memory, Func<OrionDb> open, RequestContext request)
{
    private static readonly HomeContent Nothing = new();

    /// <summary>The look of the request's store, no older than the request's own knowledge of the store.</summary>
    public async ValueTask<StoreLook> GetAsync(CancellationToken stop)
    {
        var look = await memory.GetAsync(request.Store.Id, () => LoadAsync(request.Store, stop));
        // The theme's address holds the store's version and is cached for ever, so it must never be answered with an older theme.
        return look.Version >= request.Store.Version ? look : await LoadAsync(request.Store, stop);
    }

    private async Task<StoreLook> LoadAsync(TenantInfo store, CancellationToken stop)
    {
        var theme = await open().Set<StoreTheme>().AsNoTracking().SingleOrDefaultAsync(stop);
        return new StoreLook(
            store.Version, theme is null ? "" : ThemeStylesheet.Write(theme.Tokens), PlainSvg.Read(theme?.Logo, store.Name), theme?.Favicon ?? Monogram(store.Name),
            theme?.Home ?? Nothing);
    }

    /// <summary>The first letter of the store's name, for stores without an icon.</summary>
    private static string Monogram(string name)
    {
        var letter = WebUtility.HtmlEncode(StringInfo.GetNextTextElement(name.Trim()).ToUpper(CultureInfo.InvariantCulture));
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#26231f"/><text x="32" y="45" fill="#faf8f4" font-family="Georgia, serif" font-size="38" text-anchor="middle">{letter}</text></svg>
            """;
    }
}
