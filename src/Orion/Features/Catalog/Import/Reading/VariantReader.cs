using Orion.Features.Catalog.Import.Sheets;
using Orion.Features.Catalog.Store;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>Reads the rows that sell something.</summary>
internal sealed class VariantReader(CellReader cells, OptionReader options, ProductProblems problems, Headings headings)
{
    private const int MostGrams = 1_000_000_000;
    private static readonly Column[] Told = [Column.Price, Column.Sku, Column.Barcode, Column.CompareAt];

    /// <summary>The product's variants in order; a row that repeats another's options is left out.</summary>
    public List<ImportedVariant> Read(IReadOnlyList<SheetRow> rows)
    {
        options.ReadNames(rows);
        Dictionary<string, SheetRow> seen = new(StringComparer.Ordinal);
        List<ImportedVariant> variants = [];
        foreach (var row in rows)
        {
            var values = options.ValuesOf(row);
            var key = string.Join('\u001f', values.Values);
            if (!seen.TryAdd(key, row))
                Repeats(row, seen[key]);
            else if (cells.Price(row) is { } price)
                variants.Add(Read(row, values, price));
        }

        return variants;
    }

    /// <summary>A row of a picture into which a spreadsheet has filled the variant above says nothing new; any other is an error.</summary>
    private void Repeats(SheetRow row, SheetRow earlier)
    {
        var isFilledDown = row[Column.ImageUrl].Length > 0 && row[Column.ImageUrl] != earlier[Column.ImageUrl]
            && Told.All(c => row[c].Length == 0 || row[c] == earlier[c]);
        if (isFilledDown)
            problems.Note(row, Column.Option1Value, $"It repeats the variant on line {earlier.Line}, so it was read as a row of a picture.");
        else
            problems.LeaveOut(row, Column.Option1Value, $"The variant on line {earlier.Line} has the same options, so this row was left out.");
    }

    private ImportedVariant Read(SheetRow row, Dictionary<string, string> values, long price)
    {
        var backorderable = BackOrders(row);
        var quantity = cells.Whole(row, Column.Quantity, VariantRules.MostStock);
        return new ImportedVariant(
            row.Line,
            values,
            cells.Code(row, Column.Sku),
            price,
            cells.CompareAt(row, price),
            cells.Code(row, Column.Barcode),
            Weight(row),
            cells.Flag(row, Column.RequiresShipping),
            cells.Flag(row, Column.Taxable),
            Quantity(row, quantity, backorderable),
            // Without a tracker the quantity means nothing to Shopify.
            headings.Has(Column.Tracker) ? row[Column.Tracker].Length > 0 : null,
            backorderable,
            row[Column.Quantity].Length > 0);
    }

    private bool? BackOrders(SheetRow row)
    {
        switch (row[Column.Policy].ToUpperInvariant())
        {
            case "CONTINUE" or "TRUE": return true;
            case "DENY" or "FALSE": return false;
            case "": return null;
            default:
                problems.Note(row, Column.Policy, $"'{CellReader.Shown(row[Column.Policy])}' is neither 'deny' nor 'continue', so it was not taken over.");
                return null;
        }
    }

    private int? Weight(SheetRow row)
    {
        var grams = cells.Whole(row, Column.Grams, MostGrams);
        if (grams is null or >= 0) return grams;
        problems.Note(row, Column.Grams, "A weight can't be negative, so it was not taken over.");
        return null;
    }

    private int? Quantity(SheetRow row, int? quantity, bool? backorderable)
    {
        if (quantity is null or >= 0 || backorderable == true) return quantity;
        problems.Note(row, Column.Quantity, $"The stock is {quantity} and the variant can't be back-ordered, so it was taken for 0.");
        return 0;
    }
}
