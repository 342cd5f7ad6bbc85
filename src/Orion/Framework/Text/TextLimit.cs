using System.Globalization;
using System.Text;

namespace Orion.Framework.Text;

/// <summary>
/// Cuts text to a length. The one place that does: a cut inside a surrogate pair is text that neither UTF-8 nor PostgreSQL takes,
/// and a cut inside a grapheme cluster (Unicode Standard Annex 29) shows people another character than was written.
/// </summary>
public static class TextLimit
{
    /// <summary>
    /// The text, or as many of its first grapheme clusters as fit, and then <paramref name="ending"/>. Half surrogate pairs in what
    /// was given become U+FFFD. A first cluster that is longer than the limit by itself is cut between code points.
    /// </summary>
    /// <param name="text">What may be too long.</param>
    /// <param name="maxChars">The most UTF-16 code units of the result, ending included. A column of n characters takes n of them.</param>
    /// <param name="ending">Says that something is missing, such as an ellipsis.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ending alone is longer than the limit.</exception>
    public static string Shorten(string text, int maxChars, string ending = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(ending);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxChars, ending.Length);
        var whole = WithoutHalves(text);
        return whole.Length <= maxChars ? whole : string.Concat(whole.AsSpan(0, LengthThatFits(whole, maxChars - ending.Length)), ending);
    }

    private static int LengthThatFits(string text, int most)
    {
        var length = 0;
        while (StringInfo.GetNextTextElementLength(text.AsSpan(length)) is var next && length + next <= most) length += next;
        if (length > 0) return length;
        return most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
    }

    private static string WithoutHalves(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var whole = new StringBuilder(text.Length);
        // Reads a half as U+FFFD, which is as long.
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune);
        return whole.ToString();
    }
}
