using System.Globalization;
using System.Text.RegularExpressions;

namespace Orion.Framework.Currencies;

/// <summary>
/// Reads a number as people and spreadsheets write it, with a point or a comma before the decimals: <c>12.50</c>, <c>12,50</c>,
/// <c>1.234,50</c>, <c>1 234,50</c>. What can be read in two ways (<c>1.250</c>, <c>1,200</c>) is no number but two, and
/// whoever asked must say so: a guess would be wrong by a factor of a thousand.
/// </summary>
/// <param name="Value">The number; of two readings the larger one, in which the mark groups thousands.</param>
/// <param name="Other">The other reading, in which the mark stands before the decimals; null when there is one reading alone.</param>
public readonly partial record struct NumberInput(decimal? Value, decimal? Other)
{
    private const int Longest = 40;

    /// <summary>Whether it is one number and no other.</summary>
    public bool IsClear => Value is not null && Other is null;

    /// <summary>Whether it can be read in two ways.</summary>
    public bool IsAmbiguous => Other is not null;

    /// <summary>Reads a text.</summary>
    /// <param name="decimals">
    /// How many decimals such a number has by itself. Where it is three, as in dinars, a point before three digits is how Orion
    /// itself writes it, and no grouping.
    /// </param>
    public static NumberInput Read(string? text, int decimals = 2)
    {
        if (text is null || text.Length > Longest) return default;
        var trimmed = text.Trim();
        if (Plain().Match(trimmed) is { Success: true } plain)
        {
            var (whole, mark, rest) = (plain.Groups["whole"].Value, plain.Groups["mark"].Value, plain.Groups["rest"].Value);
            var isThousands = rest.Length == 3 && whole.TrimStart('-', '+') is { Length: >= 1 and <= 3 } lead && lead[0] != '0';
            var value = Parse($"{whole}.{rest}");
            return isThousands && !(decimals == 3 && mark == ".") ? new NumberInput(Parse($"{whole}{rest}."), value) : new NumberInput(value, null);
        }

        return Grouped().Match(trimmed) is { Success: true } grouped
            ? new NumberInput(Parse($"{NotDigits().Replace(grouped.Groups["whole"].Value, "")}.{grouped.Groups["rest"].Value}", grouped.Groups["sign"].Value), null)
            : default;
    }

    /// <summary>What both readings are, for a message: <c>“1,200” can be read as 1200 or as 1.2</c>.</summary>
    public string Readings(string text) => string.Create(
        CultureInfo.InvariantCulture, $"“{text.Trim()}” can be read as {Value:0.############} or as {Other:0.############}");

    private static decimal Parse(string digits, string sign = "") =>
        decimal.Parse($"{sign}{digits}0", NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?:(?<whole>[+-]?[0-9]{1,20})(?:(?<mark>[.,])(?<rest>[0-9]{0,12}))?|(?<whole>[+-]?)(?<mark>[.,])(?<rest>[0-9]{1,12}))\\z")]
    private static partial Regex Plain();

    /// <summary>Several groups of three, or one and a decimal mark other than the grouping one.</summary>
    [GeneratedRegex("^(?<sign>[+-]?)(?<whole>[1-9][0-9]{0,2}(?:(?<by>[., '’\u00A0\u2009\u202F])[0-9]{3})(?:\\k<by>[0-9]{3})*)(?:(?!\\k<by>)[.,](?<rest>[0-9]{1,12}))?\\z")]
    private static partial Regex Grouped();

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NotDigits();
}
