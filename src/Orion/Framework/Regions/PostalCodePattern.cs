using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Orion.Framework.Regions;

/// <summary>What postal codes of a country look like, and how they are written.</summary>
/// <param name="pattern">The whole code, as the metadata has it; separators may be optional in it.</param>
/// <param name="example">One of them.</param>
/// <param name="country">The country's code, which people write before it.</param>
/// <param name="prefix">What stands before it on a label, such as <c>CH-</c>.</param>
internal sealed class PostalCodePattern(string pattern, string? example, string country, string? prefix)
{
    private readonly Regex whole = new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Letters that all codes begin with and people leave out, such as <c>LV</c>.</summary>
    private readonly string initials =
        string.Concat((example ?? "").TakeWhile(char.IsAsciiLetterUpper)) is { Length: > 0 } letters && LetterByLetter(pattern, letters) ? letters : "";

    /// <summary>The one that is usual first, where the country takes both.</summary>
    private readonly char[] separators = (example ?? "").Contains(' ', StringComparison.Ordinal) ? [' ', '-'] : ['-', ' '];

    /// <summary>In capitals, half-width, with ASCII digits and single spaces.</summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            var kind = CharUnicodeInfo.GetUnicodeCategory(c);
            if (kind == UnicodeCategory.DecimalDigitNumber) tidy.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)));
            else if (kind == UnicodeCategory.DashPunctuation || c is '\u2212' or '\u30FC') tidy.Append('-');
            else if (char.IsWhiteSpace(c)) tidy.Append(tidy.Length > 0 && tidy[^1] != ' ' ? " " : "");
            else if (kind != UnicodeCategory.Format && c != '〒') tidy.Append(c);
        }

        return tidy.ToString().Trim();
    }

    /// <summary>The code as it is written; null for what is none.</summary>
    public string? Normalise(string text)
    {
        var tidy = Tidy(text);
        if (tidy.Length > 40) return null;
        var bare = Bare(tidy);
        return Fit(bare) ?? Fit(Bare(WithoutCountry(tidy))) ?? (initials.Length > 0 ? Fit(initials + bare) : null);
    }

    /// <summary>The spelling with a separator where the country has one, though it may be left out.</summary>
    private string? Fit(string bare)
    {
        foreach (var separator in separators)
            for (var at = 1; at < bare.Length; at++)
                if (bare.Insert(at, separator.ToString()) is var spelling && whole.IsMatch(spelling)) return spelling;
        return whole.IsMatch(bare) ? bare : null;
    }

    private string WithoutCountry(string tidy)
    {
        foreach (var before in new[] { prefix?.TrimEnd('-', ' '), country })
            if (before is { Length: > 0 } && tidy.StartsWith(before, StringComparison.Ordinal)) return tidy[before.Length..];
        // The signs of cars, which were usual: D-10115, A-1010.
        var dash = tidy.IndexOf('-', StringComparison.Ordinal);
        return dash is 1 or 2 or 3 && tidy.AsSpan(0, dash).ContainsAnyExceptInRange('A', 'Z') is false ? tidy[(dash + 1)..] : tidy;
    }

    /// <summary>Whether the pattern asks for these very letters at its beginning, and so every code has them.</summary>
    private static bool LetterByLetter(string pattern, string letters) =>
        pattern.StartsWith(letters, StringComparison.Ordinal) && !pattern.Contains('|', StringComparison.Ordinal);

    private static string Bare(string tidy) => string.Concat(tidy.Where(c => c is not (' ' or '-' or '.')));
}
