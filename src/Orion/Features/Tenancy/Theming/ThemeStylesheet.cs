using System.Text;
using System.Text.RegularExpressions;

namespace Orion.Features.Tenancy.Theming;

/// <summary>
/// A theme as CSS. Values come from merchants, so each is taken only in a form that can't end its declaration, can't fetch
/// anything and can't be a comment: what doesn't fit is left out, and the default theme's value stands.
/// </summary>
public static partial class ThemeStylesheet
{
    private const int LongestValue = 400;
    private const int MostTokens = 100;

    private static readonly string[] Functions =
        ["calc", "clamp", "color-mix", "cubic-bezier", "hsl", "hsla", "lab", "lch", "max", "min", "oklab", "oklch", "rgb", "rgba", "var"];

    /// <summary>The stylesheet: light values and everything else on the root, dark ones for those who prefer dark.</summary>
    public static string Write(ThemeTokens tokens)
    {
        var css = new StringBuilder(":root{");
        foreach (var group in (Dictionary<string, string>[])[tokens.Light, tokens.Shape, tokens.Type, tokens.Density]) Write(css, group);
        css.Append('}');
        if (tokens.Dark.Count > 0)
        {
            css.Append("@media (prefers-color-scheme:dark){:root{");
            Write(css, tokens.Dark);
            css.Append("}}");
        }

        return css.Append('\n').ToString();
    }

    /// <summary>Whether a token may stand in the stylesheet.</summary>
    public static bool IsSafe(string name, string value)
    {
        if (name == "color-scheme") return value is "light" or "dark" or "light dark";
        if (!TokenName().IsMatch(name) || value.Length is 0 or > LongestValue || string.IsNullOrWhiteSpace(value)) return false;
        if (value.Any(c => !char.IsLetterOrDigit(c) && !" #%,.()/+-*_\"'".Contains(c, StringComparison.Ordinal))) return false;
        if (value.Contains("/*", StringComparison.Ordinal) || value.Contains("*/", StringComparison.Ordinal)) return false;
        return Unquote(value) is { } plain && IsBalanced(plain)
            && FunctionCall().Matches(plain).All(f => Functions.Contains(f.Groups[1].Value, StringComparer.OrdinalIgnoreCase));
    }

    private static void Write(StringBuilder css, Dictionary<string, string> group)
    {
        foreach (var (name, value) in group.Take(MostTokens))
            if (IsSafe(name, value))
                css.Append(name).Append(':').Append(value.Trim()).Append(';');
    }

    /// <summary>The value without its strings; null when one isn't closed.</summary>
    private static string? Unquote(string value)
    {
        var plain = new StringBuilder(value.Length);
        var open = '\0';
        foreach (var c in value)
        {
            if (open == '\0' && c is '"' or '\'') open = c;
            else if (c == open) open = '\0';
            else if (open == '\0') plain.Append(c);
        }

        return open == '\0' ? plain.ToString() : null;
    }

    private static bool IsBalanced(string plain)
    {
        var depth = 0;
        foreach (var c in plain)
        {
            if (c == '(') depth++;
            else if (c == ')' && --depth < 0) return false;
        }

        return depth == 0;
    }

    [GeneratedRegex(@"\A--[a-z][a-z0-9-]{0,60}\z")]
    private static partial Regex TokenName();

    [GeneratedRegex(@"([^\s,()+*/]*)\(")]
    private static partial Regex FunctionCall();
}
