using System.Collections.Concurrent;
using Microsoft.AspNetCore.Html;

namespace Orion.Framework.Web;

/// <summary>Lucide icons, inlined. Decoration only: words stand beside them, or the element that holds them has a label.</summary>
public static class Icons
{
    private static readonly ConcurrentDictionary<(string, string), HtmlString> Made = new();

    /// <summary>The icon as SVG.</summary>
    /// <exception cref="ArgumentException">There is no such icon in <c>Assets/Icons.props</c>.</exception>
    public static HtmlString Get(string name, string css = "icon") => Made.GetOrAdd((name, css), static key =>
    {
        using var resource = typeof(Icons).Assembly.GetManifestResourceStream("icon." + key.Item1)
            ?? throw new ArgumentException($"There is no icon '{key.Item1}'. Add it to Assets/Icons.props.");
        using var reader = new StreamReader(resource);
        var svg = reader.ReadToEnd();
        var inner = svg[(svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal)) + 1)..svg.LastIndexOf("</svg>", StringComparison.Ordinal)];
        var lines = string.Concat(inner.Split('\n').Select(l => l.Trim()));
        return new HtmlString(
            $"<svg class=\"{key.Item2}\" viewBox=\"0 0 24 24\" width=\"20\" height=\"20\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\">{lines}</svg>");
    });
}
