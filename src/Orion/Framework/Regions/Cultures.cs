using System.Globalization;
using System.Text.RegularExpressions;

namespace Orion.Framework.Regions;

/// <summary>
/// Cultures that a store can have: those of a country, known to .NET. Languages by themselves (<c>de</c>) and those of a part of
/// the world (<c>en-001</c>, <c>es-419</c>) have no country, so nothing says how money is written.
/// </summary>
public static partial class Cultures
{
    /// <summary>The longest tag, in characters.</summary>
    public const int Longest = 20;

    /// <summary>By which a store writes whose own culture can't be used.</summary>
    public static CultureInfo Default { get; } = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The culture of a BCP 47 tag such as <c>en-GB</c>; null when a store can't have it.</summary>
    public static CultureInfo? Find(string? tag)
    {
        if (tag is not { Length: <= Longest } || !Shape().IsMatch(tag)) return null;
        try
        {
            var culture = CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
            return !culture.IsNeutralCulture && culture.Name.Length is > 0 and <= Longest && CountryOf(culture) is not null ? culture : null;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The ISO 3166-1 code of a culture's country; null for none that is in ISO's list.</summary>
    public static string? CountryOf(CultureInfo culture)
    {
        try
        {
            var code = new RegionInfo(culture.Name).TwoLetterISORegionName;
            return Countries.IsKnown(code) ? code : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Subtags of letters and digits, the first one a language (RFC 5646, 2.1).</summary>
    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
