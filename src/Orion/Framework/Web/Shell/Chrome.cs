using RazorSlices;

namespace Orion.Framework.Web.Shell;

/// <summary>What surrounds a page of the shop. Filled by the modules, each with its part, before anything is rendered.</summary>
public sealed class ShopChrome
{
    /// <summary>The wordmark as trusted SVG, or null for the store's name in type.</summary>
    public string? Logo { get; set; }

    /// <summary>Whether the store has an icon of its own.</summary>
    public bool HasFavicon { get; set; }

    /// <summary>A sentence above everything, or null.</summary>
    public string? Announcement { get; set; }

    /// <summary>What the store says of itself in a line.</summary>
    public string? Tagline { get; set; }

    /// <summary>The shop's shelves.</summary>
    public List<NavLink> Navigation { get; } = [];

    /// <summary>Whether things can be bought here.</summary>
    public bool HasCart { get; set; }

    /// <summary>How many things are in the shopper's cart.</summary>
    public int CartCount { get; set; }

    /// <summary>The signed-in customer's name, or null.</summary>
    public string? CustomerName { get; set; }

    /// <summary>Where customers sign in, or their account once they have; null where there are none.</summary>
    public string? AccountHref { get; set; }
}

/// <summary>A link of a navigation.</summary>
public sealed record NavLink(string Title, string Href, string? Icon = null, bool IsCurrent = false, string? Badge = null);

/// <summary>What surrounds a page of the dashboard or of the console: the menu made from the modules that are on.</summary>
public sealed class WorkChrome
{
    /// <summary>The menu, in order.</summary>
    public List<NavLink> Menu { get; } = [];

    /// <summary>The pages of the settings, around any one of them; empty elsewhere.</summary>
    public List<NavLink> Settings { get; } = [];

    /// <summary>The other stores for which the person works.</summary>
    public List<NavLink> OtherStores { get; } = [];

    /// <summary>Name of the store or of the installation.</summary>
    public string Title { get; set; } = "";

    /// <summary>The shop's own address, in the dashboard.</summary>
    public string? ShopHref { get; set; }

    /// <summary>Numbers beside menu entries, by path, such as orders to send.</summary>
    public Dictionary<string, string> Badges { get; } = [];
}

/// <summary>A module's part of what surrounds the shop's pages. Must be cheap: it runs for every page that isn't cached.</summary>
public interface IShopChromePart
{
    /// <summary>Adds it.</summary>
    ValueTask FillAsync(ShopChrome chrome, CancellationToken stop);
}

/// <summary>A module's part of what surrounds the dashboard's pages, such as a number beside its menu entry.</summary>
public interface IStoreChromePart
{
    /// <summary>Adds it.</summary>
    ValueTask FillAsync(WorkChrome chrome, CancellationToken stop);
}

/// <summary>A page of the shop, in the shop's layout.</summary>
public abstract class ShopPage<T> : Slice<T>, IUsesLayout<_ShopLayout, PageFrame<ShopChrome>>
{
    /// <summary>The page's title, before the shop's name.</summary>
    public abstract string Title { get; }

    /// <summary>A sentence for search engines.</summary>
    public virtual string? Description => null;

    /// <summary>The address that search engines should know, inside the shop; null for pages that they should not.</summary>
    public virtual string? Canonical => null;

    /// <summary>The picture that stands for the page when it is shared.</summary>
    public virtual Picture? SharePicture => null;

    /// <inheritdoc />
    public PageFrame<ShopChrome> LayoutModel => new(Title, Request.Chrome as ShopChrome ?? new ShopChrome(), Description, Canonical, SharePicture);
}

/// <summary>A page of the merchant's dashboard, in its layout.</summary>
public abstract class StorePage<T> : Slice<T>, IUsesLayout<_StoreLayout, PageFrame<WorkChrome>>
{
    /// <inheritdoc cref="ShopPage{T}.Title"/>
    public abstract string Title { get; }

    /// <inheritdoc />
    public PageFrame<WorkChrome> LayoutModel => new(Title, Request.Chrome as WorkChrome ?? new WorkChrome());
}

/// <summary>A page of the operator's console, in its layout.</summary>
public abstract class AdminPage<T> : Slice<T>, IUsesLayout<_AdminLayout, PageFrame<WorkChrome>>
{
    /// <inheritdoc cref="ShopPage{T}.Title"/>
    public abstract string Title { get; }

    /// <inheritdoc />
    public PageFrame<WorkChrome> LayoutModel => new(Title, Request.Chrome as WorkChrome ?? new WorkChrome());
}

/// <summary>A page that stands alone: signing in, and errors where there is no store.</summary>
public abstract class PlainPage<T> : Slice<T>, IUsesLayout<_PlainLayout, PageFrame<WorkChrome>>
{
    /// <inheritdoc cref="ShopPage{T}.Title"/>
    public abstract string Title { get; }

    /// <inheritdoc />
    public PageFrame<WorkChrome> LayoutModel => new(Title, Request.Chrome as WorkChrome ?? new WorkChrome());
}

/// <summary>What a layout needs of its page.</summary>
public sealed record PageFrame<TChrome>(
    string Title, TChrome Chrome, string? Description = null, string? Canonical = null, Picture? SharePicture = null);
