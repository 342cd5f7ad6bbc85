using System.Collections.Frozen;
using System.Globalization;

namespace Orion.Framework.Text;

/// <summary>
/// PostgreSQL's collations from ICU, by which names are sorted as a language does. SQL gets one of these names and never a text from
/// a store's settings. They are deterministic: what looks alike but isn't the same text has an order, so cursors never skip or repeat.
/// </summary>
public static class Collation
{
    /// <summary>The order of the Unicode Collation Algorithm, right for every language without rules of its own. The one that indexes have.</summary>
    public const string Root = "und-x-icu";

    /// <summary>
    /// Languages whose order differs from the root's and that every build of ICU since version 60 has. Source: the standard
    /// collations of Unicode's CLDR. Not English, German, French, Italian, Dutch, Portuguese, Irish, Indonesian or Malay.
    /// </summary>
    private static readonly FrozenSet<string> Tailored =
        ("af ar az be bg bn bs cs cy da el es et fa fi fil fo gl gu ha he hi hr hu hy is ja ka kk kn ko ky lt lv mk ml mn mr mt nb nn pa pl "
        + "ro ru se si sk sl sq sr sv ta te th tr uk ur uz vi yi zh").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The collation for a culture's language.</summary>
    public static string Of(CultureInfo culture) =>
        Tailored.TryGetValue(culture.TwoLetterISOLanguageName, out var language) ? language + "-x-icu" : Root;

    /// <summary>Every collation that can be asked for.</summary>
    public static IEnumerable<string> All => Tailored.Select(language => language + "-x-icu").Prepend(Root);

    /// <summary>The same order in memory.</summary>
    public static IComparer<string> In(CultureInfo culture) => StringComparer.Create(culture, CompareOptions.None);
}
