using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>
/// Reads what a product's variants differ by. Shopify gives a product without options the option 'Title' with the one value
/// 'Default Title'; that is no option.
/// </summary>
internal sealed class OptionReader(ProductProblems problems)
{
    private static readonly (Column Name, Column Value)[] Places =
        [(Column.Option1Name, Column.Option1Value), (Column.Option2Name, Column.Option2Value), (Column.Option3Name, Column.Option3Value)];

    private readonly List<(string Name, Column Value)> options = [];

    /// <summary>Finds the options' names, from the first row that has each.</summary>
    public void ReadNames(IReadOnlyList<SheetRow> variants)
    {
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < Places.Length; place++)
        {
            var (nameColumn, valueColumn) = Places[place];
            var named = variants.FirstOrDefault(r => r[nameColumn].Length > 0);
            var name = named.Cells is null ? "" : named[nameColumn].Normalize();
            if (IsPseudo(name, variants, valueColumn)) continue;
            if (name.Length == 0)
            {
                name = $"Option {place + 1}";
                problems.Note(variants[0], nameColumn, $"The option has values and no name, so it was called '{name}'.");
            }

            if (name.Length > ProductOption.LongestName) problems.Refuse(named, nameColumn, $"Longer than {ProductOption.LongestName} characters.");
            if (!known.Add(name))
            {
                var other = name;
                for (var number = place + 1; !known.Add(other); number++) other = $"{name} {number}";
                problems.Note(variants[0], nameColumn, $"Two options are called '{CellReader.Shown(name)}', so this one was called '{CellReader.Shown(other)}'.");
                name = other;
            }

            options.Add((name, valueColumn));
        }
    }

    /// <summary>A variant's value for each option.</summary>
    public Dictionary<string, string> ValuesOf(SheetRow row)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (var (name, column) in options)
        {
            if (row[column].Length == 0) problems.Refuse(row, column, $"The variant's {CellReader.Shown(name)} is missing.");
            if (row[column].Length > ProductOption.LongestValue) problems.Refuse(row, column, $"Longer than {ProductOption.LongestValue} characters.");
            values[name] = row[column].Normalize();
        }

        return values;
    }

    /// <summary>The options with the values that the variants have, in the order of their rows.</summary>
    public List<ProductOption> Collect(IReadOnlyList<ImportedVariant> variants) =>
        [.. options.Select(o => new ProductOption(o.Name, [.. variants.Select(v => v.Options[o.Name]).Distinct(StringComparer.Ordinal)]))];

    private static bool IsPseudo(string name, IReadOnlyList<SheetRow> variants, Column value)
    {
        if (variants.All(r => r[value].Length == 0)) return true;
        if (name.Length > 0 && !name.Equals("Title", StringComparison.OrdinalIgnoreCase)) return false;
        return variants.All(r => r[value].Length == 0 || r[value].Equals("Default Title", StringComparison.OrdinalIgnoreCase))
            || (variants.Count == 1 && value == Column.Option1Value && variants[0][Column.Option2Value].Length == 0);
    }
}
