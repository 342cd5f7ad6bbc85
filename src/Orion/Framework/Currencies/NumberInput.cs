using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Orion.Framework.Currencies;

/// <summary>
/// Reads a number as people and spreadsheets write it, with a point or a comma before the decimals: <c>12.50</c>, <c>12,50</c>,
/// <c>1.234,50</c>, <c>1 234,50</c>, <c>1’234.50</c>, <c>12,34,567</c>, <c>١٢٫٥٠</c>. What can be read in two ways (<c>1.250</c>,
/// <c>1,200</c>) is no number but two, and whoever asked must say so: a guess would be wrong by a factor of a thousand.
/// </summary>
/// <param name="Value">The number; of two readings the larger one, in which the mark groups thousands.</param>
/// <param name="Other">The other reading, in which the mark stands before the decimals; null when there is one reading alone.</param>
public readonly partial record struct NumberInput(decimal? Value, decimal? Other)
{
    private const int Longest = 40;

    /// <summary>The Arabic decimal mark, which never groups anything; stands for those of other cultures that don't either.</summary>
    private const string ArabicDecimal = "\u066B";

    /// <summary>Whether it is one number and no other.</summary>
    public bool IsClear => Value is not null && Other is null;

    /// <summary>Whether it can be read in two ways.</summary>
    public bool IsAmbiguous => Other is not null;

    /// <summary>Reads a text.</summary>
    /// <param name="decimals">
    /// How many decimals such a number has by itself. Where it is three, as in dinars, the culture's mark before three digits is how
    /// Orion itself writes it, and no grouping.
    /// </param>
    /// <param name="culture">Whose mark that is; a point if none is given.</param>
    public static NumberInput Read(string? text, int decimals = 2, CultureInfo? culture = null)
    {
        if (text is null || text.Length > Longest) return default;
        var format = (culture ?? CultureInfo.InvariantCulture).NumberFormat;
        var (separator, group) = (format.CurrencyDecimalSeparator, format.CurrencyGroupSeparator);
        var own = separator is "." or "," ? separator : ArabicDecimal;
        var written = Plainly(text).Replace(separator, own, StringComparison.Ordinal);
        if (group.Trim() is not ("" or "." or ",")) written = written.Replace(group, "'", StringComparison.Ordinal);
        if (Ungrouped().Match(written) is { Success: true } plain)
        {
            var (whole, mark, rest) = (plain.Groups["whole"].Value, plain.Groups["mark"].Value, plain.Groups["rest"].Value);
            var isThousands = rest.Length == 3 && mark is "." or "," && !(decimals == 3 && mark == own)
                && whole.TrimStart('-', '+') is { Length: >= 1 and <= 3 } lead && lead[0] != '0';
            var value = Parse($"{whole}.{rest}");
            return isThousands ? new NumberInput(Parse($"{whole}{rest}."), value) : new NumberInput(value, null);
        }

        return Grouped().Match(written) is { Success: true } grouped
            ? new NumberInput(Parse($"{NotDigits().Replace(grouped.Groups["whole"].Value, "")}.{grouped.Groups["rest"].Value}", grouped.Groups["sign"].Value), null)
            : default;
    }

    /// <summary>A number as a field of a form holds it: with the culture's mark and without grouping, so that it reads as itself.</summary>
    public static string Write(decimal value, CultureInfo culture, int decimals = 0) =>
        value.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace(".", culture.NumberFormat.CurrencyDecimalSeparator, StringComparison.Ordinal);

    /// <summary>What both readings are, for a message: <c>“1,200” can be read as 1200 or as 1.2</c>.</summary>
    public string Readings(string text, CultureInfo? culture = null)
    {
        var mark = (culture ?? CultureInfo.InvariantCulture).NumberFormat.CurrencyDecimalSeparator;
        string Shown(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture).Replace(".", mark, StringComparison.Ordinal) ?? "";
        return $"“{text.Trim()}” can be read as {Shown(Value)} or as {Shown(Other)}";
    }

    /// <summary>The same with ASCII digits and one character for each kind of mark, without what only steers the direction of writing.</summary>
    private static string Plainly(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Trim())
            switch (c)
            {
                case '\u200E' or '\u200F' or '\u061C': break;
                case '\u2212' or '\uFF0D': plain.Append('-'); break;
                case '\uFF0E': plain.Append('.'); break;
                case '\uFF0C': plain.Append(','); break;
                case '\u2019' or '\u066C' or '\uFF07': plain.Append('\''); break;
                case var _ when CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit: plain.Append((char)('0' + digit)); break;
                case var _ when char.IsWhiteSpace(c): plain.Append(' '); break;
                default: plain.Append(c); break;
            }

        return plain.ToString();
    }

    private static decimal Parse(string digits, string sign = "") =>
        decimal.Parse($"{sign}{digits}0", NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?:(?<whole>[+-]?[0-9]{1,15})(?:(?<mark>[.,\u066B])(?<rest>[0-9]{0,12}))?|(?<whole>[+-]?)(?<mark>[.,\u066B])(?<rest>[0-9]{1,12}))\\z")]
    private static partial Regex Ungrouped();

    /// <summary>Groups of three, or of two with three at the end as in India, and perhaps a decimal mark other than the grouping one.</summary>
    [GeneratedRegex("^(?<sign>[+-]?)(?<whole>[1-9](?:[0-9]{0,2}(?<by>[., '])[0-9]{3}(?:\\k<by>[0-9]{3}){0,4}|[0-9]?(?<by>[,'])(?:[0-9]{2}\\k<by>){1,6}[0-9]{3}))(?:(?!\\k<by>)[.,\u066B](?<rest>[0-9]{1,12}))?\\z")]
    private static partial Regex Grouped();

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NotDigits();
}
