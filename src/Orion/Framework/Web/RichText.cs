using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using Ganss.Xss;

namespace Orion.Framework.Web;

/// <summary>
/// Formatted text that people write or that imports bring: a small set of HTML that can't run anything, load anything from
/// elsewhere or change the page around it. Sanitised when it is stored, so that whatever reads it may show it as it is.
/// </summary>
public static partial class RichText
{
    /// <summary>The most characters of formatted text, before and after.</summary>
    public const int Longest = 100_000;

    /// <summary>The most elements within each other.</summary>
    private const int MostLevels = 200;

    /// <summary>What these hold is not prose, or is read by rules of its own: it goes with them.</summary>
    private static readonly HashSet<string> DroppedWhole = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "template", "iframe", "frame", "frameset", "noframes", "object", "embed", "applet", "noembed", "noscript", "svg",
        "math", "head", "title", "textarea", "select", "button", "xmp", "plaintext", "listing", "audio", "video", "canvas"
    };

    private static readonly HtmlSanitizer Sanitiser = Make();

    /// <summary>
    /// Formatted text from whatever was sent: HTML is reduced to what is allowed; text without any markup becomes paragraphs, and
    /// so does what is nested too deeply for any reader. What is no tag that HTML knows is text. Gives the empty string where
    /// nothing is left.
    /// </summary>
    public static string From(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var html = TagSoup.HasMarkup(text) ? Sanitise(TagSoup.Untangle(text)) : Paragraphs(WebUtility.HtmlDecode(text));
        // Character references can stand for what no form takes and PostgreSQL doesn't keep.
        return Unstorable().Replace(html, "").Trim();
    }

    /// <summary>What a person edits: plain text with empty lines where the HTML is nothing but paragraphs, else the HTML itself.</summary>
    public static string ToEditable(string html)
    {
        if (html.Length == 0 || OtherThanParagraphs().IsMatch(html)) return BlockEnd().Replace(html, "$0\n").Trim();
        var text = html.Replace("\r", "", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
        text = LineBreak().Replace(text, "\n");
        text = ParagraphEnd().Replace(text, "\n\n");
        text = WebUtility.HtmlDecode(text.Replace("<p>", "", StringComparison.OrdinalIgnoreCase)).Trim();
        // Decoded text that looks like markup would be read as markup when it comes back.
        return TagSoup.HasMarkup(text) ? html : text;
    }

    private static string Sanitise(string html)
    {
        if (TagSoup.IsTooDeep(html, MostLevels)) return Paragraphs(WebUtility.HtmlDecode(AnyTag().Replace(html, "")));
        using var page = Sanitiser.HtmlParserFactory().ParseDocument("<!doctype html><html><body>" + html);
        if (page.Body is not { } body) return "";
        // Whatever walks the tree calls itself once a level: a few ten thousand of them end the process.
        if (IsDeeperThan(body, MostLevels)) return Paragraphs(WebUtility.HtmlDecode(AnyTag().Replace(html, "")));
        Sanitiser.SanitizeDom(page, body);
        return body.ChildNodes.ToHtml(Sanitiser.OutputFormatter);
    }

    private static bool IsDeeperThan(INode root, int most)
    {
        var depth = 0;
        for (var node = root; ;)
        {
            if (node.FirstChild is { } child)
            {
                if (++depth > most) return true;
                node = child;
                continue;
            }

            while (node.NextSibling is null)
            {
                if (node == root || node.Parent is not { } parent || parent == root) return false;
                node = parent;
                depth--;
            }

            if (node == root) return false;
            node = node.NextSibling;
        }
    }

    private static string Paragraphs(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in BlankLines().Split(text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim()))
            html.Append("<p>").Append(WebUtility.HtmlEncode(paragraph.Trim()).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>");
        return html.ToString();
    }

    private static HtmlSanitizer Make()
    {
        var sanitiser = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "p", "br", "strong", "b", "em", "i", "u", "s", "sub", "sup", "ul", "ol", "li", "h2", "h3", "h4", "h5", "h6",
                "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td", "hr", "span", "div", "code", "pre", "dl", "dt", "dd"
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "title", "colspan", "rowspan", "lang", "dir" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "https", "http", "mailto", "tel" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
            AllowedCssProperties = new HashSet<string>(),
            AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>()
        })
        {
            KeepChildNodes = true
        };
        sanitiser.RemovingTag += (_, removing) =>
        {
            if (DroppedWhole.Contains(removing.Tag.LocalName)) removing.Tag.InnerHtml = "";
        };
        sanitiser.PostProcessNode += (_, processed) =>
        {
            if (processed.Node is AngleSharp.Html.Dom.IHtmlAnchorElement link) link.SetAttribute("rel", "nofollow noopener");
        };
        return sanitiser;
    }

    [GeneratedRegex("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\uFFFD\\uFFFE]")]
    private static partial Regex Unstorable();

    [GeneratedRegex("<(?!p>|/p>|br ?/?>)", RegexOptions.IgnoreCase)]
    private static partial Regex OtherThanParagraphs();

    [GeneratedRegex("(</(p|ul|ol|li|h[2-6]|blockquote|table|tr|dl|div)>|<(ul|ol|table|tbody|dl)>)(?!\\n)", RegexOptions.IgnoreCase)]
    private static partial Regex BlockEnd();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex AnyTag();

    [GeneratedRegex("<br ?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();

    [GeneratedRegex("</p>\\s*", RegexOptions.IgnoreCase)]
    private static partial Regex ParagraphEnd();

    [GeneratedRegex("\\n[ \\t]*\\n\\s*")]
    private static partial Regex BlankLines();
}
