using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Orion.Framework.Regions;

/// <summary>Countries and territories by their ISO 3166-1 alpha-2 codes, with how addresses are written there.</summary>
public static class Countries
{
    /// <summary>The order of names as readers of English expect it: Åland stands by Albania.</summary>
    public static readonly IComparer<string> ByName =
        StringComparer.Create(CultureInfo.GetCultureInfo("en"), CompareOptions.IgnoreCase | CompareOptions.IgnoreSymbols);

    private static readonly Lazy<FrozenDictionary<string, AddressFormat>> Formats = new(Read);

    private static readonly Lazy<IReadOnlyList<AddressFormat>> Sorted =
        new(() => [.. Formats.Value.Values.OrderBy(f => f.CountryName, ByName)]);

    /// <summary>What holds where nothing is known of the country: a name, street and city, then what else there is.</summary>
    private static readonly AddressFormat Unknown = new(new AddressFormat.Source(
        "ZZ", "", "%N%n%A%n%D%n%C %S %Z", null, "AC", null, null, null, null, null, null, null, null));

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<AddressFormat> All => Sorted.Value;

    /// <summary>Whether this is a country's code, in capitals.</summary>
    public static bool IsKnown(string? code) => code is not null && Formats.Value.ContainsKey(code);

    /// <summary>The country's name in English; the code itself where no name is known.</summary>
    public static string NameOf(string code) => Formats.Value.GetValueOrDefault(code)?.CountryName ?? code;

    /// <summary>How addresses are written there; a plain form for what is no country.</summary>
    public static AddressFormat FormatOf(string? code) => Formats.Value.GetValueOrDefault(code ?? "") ?? Unknown;

    private static FrozenDictionary<string, AddressFormat> Read()
    {
        using var file = typeof(Countries).Assembly.GetManifestResourceStream("address-formats")
            ?? throw new InvalidOperationException("The formats of addresses are not in the assembly.");
        return JsonSerializer.Deserialize<List<AddressFormat.Source>>(file, JsonSerializerOptions.Web)!
            .ToFrozenDictionary(s => s.Code, s => new AddressFormat(s), StringComparer.Ordinal);
    }
}
