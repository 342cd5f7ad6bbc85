using System.Collections.Frozen;
using System.Xml;
using System.Xml.Linq;

namespace Orion.Framework.Web.Shell;

/// <summary>
/// Drawings that may stand inside a page: shapes and their paint, nothing that acts, links, loads or styles. Made anew from what
/// was understood, so what wasn't can't come through.
/// </summary>
public static class PlainSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.Ordinal, "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title");

    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(
        StringComparer.Ordinal, "viewBox", "width", "height", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "points",
        "dx", "dy", "fill", "fill-rule", "fill-opacity", "clip-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
        "stroke-miterlimit", "stroke-dasharray", "stroke-opacity", "opacity", "transform", "font-family", "font-size", "font-weight",
        "font-style", "letter-spacing", "text-anchor", "textLength", "lengthAdjust", "preserveAspectRatio");

    /// <summary>
    /// The drawing with this name for those who can't see it; null when there is none or it is no drawing. Its own colours are
    /// kept; <c>currentColor</c> takes the text's.
    /// </summary>
    public static string? Read(string? document, string name)
    {
        if (string.IsNullOrWhiteSpace(document)) return null;
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 100_000 });
            if (XDocument.Load(reader).Root is not { } root || root.Name != Svg + "svg" || root.Attribute("viewBox") is null) return null;
            var plain = Copy(root);
            plain.Elements("title").Remove();
            plain.SetAttributeValue("role", "img");
            plain.SetAttributeValue("aria-label", name);
            return plain.ToString(SaveOptions.DisableFormatting);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static XElement Copy(XElement from)
    {
        var to = new XElement(from.Name.LocalName);
        foreach (var attribute in from.Attributes())
            if (attribute.Name.Namespace == XNamespace.None && Attributes.Contains(attribute.Name.LocalName)
                && !attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase))
                to.SetAttributeValue(attribute.Name.LocalName, attribute.Value);
        foreach (var node in from.Nodes())
            switch (node)
            {
                case XElement child when child.Name.Namespace == Svg && Elements.Contains(child.Name.LocalName):
                    to.Add(Copy(child));
                    break;
                case XText text when from.Name.LocalName is "text" or "tspan" or "title":
                    to.Add(new XText(text.Value));
                    break;
            }

        return to;
    }
}
