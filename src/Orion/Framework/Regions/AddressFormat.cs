using System.Collections.Frozen;
using System.Globalization;

namespace Orion.Framework.Regions;

/// <summary>
/// How a country writes addresses: which parts there are, in which order, what is required, what they are called and look like.
/// Source: Google's address metadata (libaddressinput); see tools/address-formats.
/// </summary>
public sealed class AddressFormat
{
    private static readonly AddressPart[] Always = [AddressPart.Name, AddressPart.Street];

    private readonly FrozenSet<AddressPart> required;
    private readonly FrozenDictionary<string, AddressRegion> regions;
    private readonly AddressTemplate own;
    private readonly AddressTemplate latin;
    private readonly Source source;
    private readonly PostalCodePattern? postalCode;

    internal AddressFormat(Source source)
    {
        this.source = source;
        own = AddressTemplate.Parse(source.Format);
        latin = source.Latin is { } format ? AddressTemplate.Parse(format) : own;
        required = Always.Concat(source.Required.Select(AddressTemplate.PartOf).OfType<AddressPart>().Where(latin.Has)).ToFrozenSet();
        postalCode = source.PostalCode is { } pattern ? new PostalCodePattern(pattern, source.Example, source.Code, source.Prefix) : null;
        Regions = [.. (source.Regions ?? []).OrderBy(r => r.Name, Countries.ByName)];
        regions = Names().DistinctBy(n => n.Name).ToFrozenDictionary(n => n.Name, n => n.Region, StringComparer.Ordinal);
    }

    /// <summary>ISO 3166-1 alpha-2; beside those AC, TA (reserved there) and XK (in use).</summary>
    public string Country => source.Code;

    /// <summary>The country's name in English.</summary>
    public string CountryName => source.Name;

    /// <summary>The states, provinces or the like to choose from, by name; empty where any text is taken, or none.</summary>
    public IReadOnlyList<AddressRegion> Regions { get; }

    /// <summary>The parts in the order in which they are written in Latin letters; those of one line together.</summary>
    public IReadOnlyList<IReadOnlyList<AddressPart>> Lines => latin.Lines;

    /// <summary>A postal code of the country; null where there are none.</summary>
    public string? PostalCodeExample => postalCode is null || source.Example is null ? null : postalCode.Normalise(source.Example);

    /// <summary>Whether addresses there have this part.</summary>
    public bool Has(AddressPart part) => latin.Has(part);

    /// <summary>Whether no address there is complete without it.</summary>
    public bool Requires(AddressPart part) => required.Contains(part);

    /// <summary>What the part is called there, in English, as the label of a field.</summary>
    public string LabelOf(AddressPart part) => part switch
    {
        AddressPart.Name => "Full name",
        AddressPart.Street => "Address",
        AddressPart.PostalCode => source.ZipWord switch
        {
            "zip" => "ZIP code",
            "pin" => "PIN code",
            "eircode" => "Eircode",
            "postcode" => "Postcode",
            _ => "Postal code"
        },
        AddressPart.City => source.CityWord switch { "post_town" => "Town or city", { } word => Capital(word), null => "City" },
        AddressPart.District => source.DistrictWord switch { "village_township" => "Village or township", { } word => Capital(word), null => "Suburb" },
        _ => source.RegionWord switch { "do_si" => "Province or city", { } word => Capital(word), null => "Province" }
    };

    /// <summary>The region that a text names, by code, name or abbreviation in either script; null for none that is known.</summary>
    public AddressRegion? FindRegion(string text)
    {
        var name = Folded(text);
        if (regions.GetValueOrDefault(name) is { } found) return found;
        return name.StartsWith(Country + "-", StringComparison.Ordinal) ? regions.GetValueOrDefault(name[3..]) : null;
    }

    /// <summary>
    /// The postal code as the country writes it: <c>sw1a1aa</c> is <c>SW1A 1AA</c> there. Null for what can't be one. Where no
    /// form is known, what was typed in capitals.
    /// </summary>
    public string? NormalisePostalCode(string text) => postalCode is null ? PostalCodePattern.Tidy(text) : postalCode.Normalise(text);

    /// <summary>
    /// The lines of a label, without the country's. In the country's own script, and order, when the address is in it. Parts that the
    /// country's addresses don't have come last, so that nothing that somebody wrote down is left out.
    /// </summary>
    public IReadOnlyList<string> Write(IReadOnlyDictionary<AddressPart, string> parts)
    {
        var isOwn = source.Latin is not null && parts.Any(p => p.Key != AddressPart.Region && HasOtherScript(p.Value));
        var shown = parts.ToDictionary(p => p.Key, p => p.Value.Trim());
        if (shown.GetValueOrDefault(AddressPart.Region) is { Length: > 0 } typed && FindRegion(typed) is { } region)
            shown[AddressPart.Region] = region.Written(isOwn);
        var template = isOwn ? own : latin;
        var lines = template.Write(shown);
        lines.AddRange(shown.Where(p => p.Value.Length > 0 && !template.Has(p.Key) && !Says(lines, shown, p)).OrderBy(p => p.Key).Select(p => p.Value));
        return lines;
    }

    /// <summary>Whether a part that has no place of its own stands there already, as a whole: 'Ash' is not said by 'Ashford Road'.</summary>
    private bool Says(List<string> lines, Dictionary<AddressPart, string> shown, KeyValuePair<AddressPart, string> part) =>
        lines.Append(CountryName).Concat(shown.Where(p => p.Key != part.Key).Select(p => p.Value))
            .Any(said => said.Equals(part.Value, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<(string Name, AddressRegion Region)> Names() =>
        Regions.Select(r => (Folded(r.Code), r)).Concat(Regions.Where(r => r.Abbreviation is not null).Select(r => (Folded(r.Abbreviation!), r)))
            .Concat(Regions.Select(r => (Folded(r.Name), r))).Concat(Regions.Where(r => r.Own is not null).Select(r => (Folded(r.Own!), r)));

    /// <summary>Without accents, capitals and points, in which people differ when they write a name.</summary>
    private static string Folded(string text) => new(
    [
        .. text.Trim().Normalize(System.Text.NormalizationForm.FormD).ToUpperInvariant()
            .Where(c => c != '.' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
    ]);

    private static bool HasOtherScript(string text) => text.Any(c => char.IsLetter(c) && c > '\u024F' && c is not (>= '\u1E00' and <= '\u1EFF'));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>A line of the file of formats.</summary>
    internal sealed record Source(
        string Code, string Name, string Format, string? Latin, string Required, string? PostalCode, string? Example, string? Prefix,
        string? ZipWord, string? CityWord, string? DistrictWord, string? RegionWord, IReadOnlyList<AddressRegion>? Regions);
}

/// <summary>A state, province or the like.</summary>
/// <param name="Code">What is stored: its ISO 3166-2 code without the country's, such as <c>ME</c>, where it has one; its name otherwise.</param>
/// <param name="Name">Its name in Latin letters.</param>
/// <param name="Own">Its name in the country's own script, where that is another.</param>
/// <param name="Abbreviation">What stands on a label, where that isn't its name.</param>
public sealed record AddressRegion(string Code, string Name, string? Own = null, string? Abbreviation = null)
{
    /// <summary>As it stands on a label.</summary>
    public string Written(bool isOwn) => isOwn && Own is not null ? Own : Abbreviation ?? Name;
}
