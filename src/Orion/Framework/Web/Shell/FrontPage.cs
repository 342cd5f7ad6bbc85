using RazorSlices;

namespace Orion.Framework.Web.Shell;

/// <summary>
/// What the dashboard's first page shows. Filled by the modules that are on, each with its part, so that the page itself knows
/// none of them.
/// </summary>
public sealed class FrontPage
{
    /// <summary>What waits to be done now.</summary>
    public List<FrontPageTask> Tasks { get; } = [];

    /// <summary>Figures and lists.</summary>
    public List<FrontPageCard> Cards { get; } = [];

    /// <summary>What a new store does first, each step known to be done from the store's own data.</summary>
    public List<FrontPageStep> Steps { get; } = [];
}

/// <summary>Something that waits: <c>You have 3 orders to send.</c></summary>
/// <param name="Icon">The Lucide icon's name.</param>
/// <param name="Sentence">Plain words.</param>
/// <param name="Href">Where it is done.</param>
public sealed record FrontPageTask(string Icon, string Sentence, string Href);

/// <summary>A card. A new one is made for each page.</summary>
/// <param name="Order">Lower comes first.</param>
/// <param name="Slice">The card's finished content.</param>
public sealed record FrontPageCard(int Order, RazorSlice Slice);

/// <summary>A step of getting started.</summary>
public sealed record FrontPageStep(int Order, string Title, string Text, string Href, bool IsDone);

/// <summary>A module's part of the dashboard's first page.</summary>
public interface IFrontPagePart
{
    /// <summary>The module's code: its part is left out where the module is off.</summary>
    string Module { get; }

    /// <summary>The permission without which its part is left out.</summary>
    string Permission { get; }

    /// <summary>Loads and adds it.</summary>
    Task FillAsync(FrontPage page, CancellationToken stop);
}
