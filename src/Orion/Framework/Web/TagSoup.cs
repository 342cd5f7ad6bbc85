using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Orion.Framework.Web;

/// <summary>
/// Tells markup from text that has angle brackets in it. A parser of HTML takes every <c>&lt;</c> before a letter for a tag and drops
/// what is none, so "fits wrists &lt;M; larger on request" would end at the bracket: here only tags that HTML knows are
/// markup, and the other brackets become text before anything is parsed.
/// </summary>
internal static class TagSoup
{
    /// <summary>Source: HTML Living Standard, "Elements" and "Obsolete features", with the two embedded languages.</summary>
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        ("a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption "
         + "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form "
         + "frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing "
         + "main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture "
         + "plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike strong style sub summary sup "
         + "svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Source: HTML Living Standard, "Void elements" and "Optional tags".</summary>
    private static readonly FrozenSet<string> EndsByItself = FrozenSet.ToFrozenSet(
        ("area base basefont bgsound br col embed frame hr img input isindex keygen link meta param source track wbr "
         + "li p dt dd tr td th tbody thead tfoot").Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>");

    /// <summary>Elements that word processors leave behind in what is pasted from them, such as <c>o:p</c>.</summary>
    private static readonly FrozenSet<string> OfficePrefixes = FrozenSet.ToFrozenSet(["o", "v", "w", "m", "x", "st1"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The text with each bracket that opens no tag as <c>&amp;lt;</c>.</summary>
    public static string Untangle(string text)
    {
        var bracket = text.IndexOf('<', StringComparison.Ordinal);
        if (bracket < 0) return text;
        var untangled = new StringBuilder(text.Length + 16);
        var reader = new Reader(text);
        var copied = 0;
        while (bracket >= 0)
        {
            if (reader.EndOfMarkup(bracket) is { } end)
                bracket = text.IndexOf('<', end);
            else
            {
                untangled.Append(text, copied, bracket - copied).Append("&lt;");
                copied = bracket + 1;
                bracket = text.IndexOf('<', copied);
            }
        }

        return untangled.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Whether a text has markup in it.</summary>
    public static bool HasMarkup(string text)
    {
        var reader = new Reader(text);
        for (var bracket = text.IndexOf('<', StringComparison.Ordinal); bracket >= 0; bracket = text.IndexOf('<', bracket + 1))
            if (reader.EndOfMarkup(bracket) is not null) return true;
        return false;
    }

    /// <summary>
    /// Whether more elements are open at once than any text has: a parser's time grows with the square of them. Elements that
    /// hold nothing don't count, nor those that the next of their kind ends; an end tag ends only what is open under its name.
    /// </summary>
    public static bool IsTooDeep(string text, int most)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var reader = new Reader(text);
        var total = 0;
        var bracket = text.IndexOf('<', StringComparison.Ordinal);
        while (bracket >= 0)
        {
            if (reader.EndOfMarkup(bracket) is not { } end)
            {
                bracket = text.IndexOf('<', bracket + 1);
                continue;
            }

            var isEnd = text[bracket + 1] == '/';
            var name = NameAt(text, isEnd ? bracket + 2 : bracket + 1).ToString();
            var count = open.GetValueOrDefault(name);
            if (isEnd ? count > 0 : IsTag(name) && !EndsByItself.Contains(name))
            {
                open[name] = count + (isEnd ? -1 : 1);
                total += isEnd ? -1 : 1;
                if (total > most) return true;
            }

            bracket = text.IndexOf('<', end);
        }

        return false;
    }

    /// <summary>
    /// Finds where tags end. What was written to be slow (a thousand beginnings whose end is looked for up to the last character) is
    /// read at most so often; the brackets that are left are text then.
    /// </summary>
    internal sealed class Reader(string text)
    {
        private readonly int lastEnd = text.LastIndexOf('>');
        private readonly int lastQuote = text.LastIndexOf('"');
        private readonly int lastApostrophe = text.LastIndexOf('\'');
        private readonly long most = (16L * text.Length) + 4_096;

        /// <summary>How many characters were looked at for ends of tags and comments, each as often as it was.</summary>
        public long CharactersRead { get; private set; }

        /// <summary>Where the tag or comment that a bracket opens ends; null when it opens none.</summary>
        public int? EndOfMarkup(int bracket)
        {
            if (bracket > lastEnd || CharactersRead >= most) return null;
            var rest = text.AsSpan(bracket + 1);
            if (rest.StartsWith("!--")) return EndOfComment(bracket);
            if (rest.StartsWith("![") || rest.StartsWith("!doctype", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("?xml", StringComparison.OrdinalIgnoreCase))
                return bracket + 1 + rest.IndexOf('>') + 1;
            if (rest.StartsWith("/")) rest = rest[1..];
            var name = NameAt(text, text.Length - rest.Length);
            return IsTag(name) ? EndOfTag(text.Length - rest.Length + name.Length) : null;
        }

        private int? EndOfComment(int bracket)
        {
            // '<!-->' and '<!--->' are whole comments. Source: HTML Living Standard, 13.2.5.44, abrupt closing of empty comment.
            var begins = text.AsSpan(bracket + 2, Math.Min(4, text.Length - bracket - 2));
            if (begins.IndexOf("->") is var closed and >= 0 && closed <= 2) return bracket + 2 + closed + 2;
            var dashed = text.IndexOf("-->", Math.Min(bracket + 4, text.Length), StringComparison.Ordinal);
            CharactersRead += (dashed < 0 ? text.Length : dashed) - bracket;
            return dashed < 0 ? null : dashed + 3;
        }

        /// <summary>Behind the bracket that closes a tag; null when another opens or the text ends before that, outside of quotation marks.</summary>
        private int? EndOfTag(int begin)
        {
            var at = begin;
            try
            {
                while (at < text.Length)
                    switch (text[at])
                    {
                        case '>': return at + 1;
                        case '<': return null;
                        case '=':
                            at++;
                            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
                            if (at < text.Length && text[at] is '"' or '\'')
                            {
                                if ((text[at] == '"' ? lastQuote : lastApostrophe) == at) return null;
                                at = text.IndexOf(text[at], at + 1) + 1;
                            }

                            break;
                        default:
                            at++;
                            break;
                    }

                return null;
            }
            finally
            {
                CharactersRead += at - begin;
            }
        }
    }

    private static ReadOnlySpan<char> NameAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        return rest.IndexOfAny(NameEnds) is var length and >= 0 ? rest[..length] : rest;
    }

    private static bool IsTag(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Length > 40) return false;
        var colon = name.IndexOf(':');
        if (colon > 0) return OfficePrefixes.Contains(name[..colon].ToString()) && name[(colon + 1)..].IndexOfAnyExceptInRange('A', 'z') < 0;
        return Known.Contains(name.ToString());
    }
}
