using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>Reads the rows that sell something.</summary>
internal sealed class VariantReader(CellReader cells, OptionReader options, ProductProblems problems, Headings headings)
{
    /// <summary>The product's variants in order; a row that repeats another's options is left out.</summary>
    public List<ImportedVariant> Read(IReadOnlyList<SheetRow> rows)
    {
        options.ReadNames(rows);
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        List<ImportedVariant> variants = [];
        foreach (var row in rows)
        {
            var values = options.ValuesOf(row);
            if (!lines.TryAdd(string.Join('\u001f', values.Values), row.Line))
            {
                var earlier = lines[string.Join('\u001f', values.Values)];
                problems.LeaveOut(row, Column.Option1Value, $"The variant on line {earlier} has the same options, so this row was left out.");
                continue;
            }

            if (cells.Price(row) is { } price) variants.Add(Read(row, values, price));
        }

        return variants;
    }

    private ImportedVariant Read(SheetRow row, Dictionary<string, string> values, long price)
    {
        var backorderable = row[Column.Policy].ToUpperInvariant() is "CONTINUE" or "TRUE";
        // Without a tracker the quantity means nothing to Shopify. A file that has no such column at all counts what has a quantity.
        var tracked = headings.Has(Column.Tracker) ? row[Column.Tracker].Length > 0 : row[Column.Quantity].Length > 0;
        return new ImportedVariant(
            row.Line,
            values,
            cells.Code(row, Column.Sku),
            price,
            cells.CompareAt(row, price),
            cells.Code(row, Column.Barcode),
            Weight(row),
            cells.Flag(row, Column.RequiresShipping, otherwise: true, whenUnclear: true),
            cells.Flag(row, Column.Taxable, otherwise: true, whenUnclear: true),
            Quantity(row, backorderable),
            tracked,
            backorderable);
    }

    private int Weight(SheetRow row)
    {
        var grams = cells.Whole(row, Column.Grams) ?? 0;
        if (grams >= 0) return grams;
        problems.Note(row, Column.Grams, "A weight can't be negative, so it was taken for 0.");
        return 0;
    }

    private int Quantity(SheetRow row, bool backorderable)
    {
        var quantity = cells.Whole(row, Column.Quantity) ?? 0;
        if (quantity >= 0 || backorderable) return quantity;
        problems.Note(row, Column.Quantity, $"The stock is {quantity} and the variant can't be back-ordered, so it was taken for 0.");
        return 0;
    }
}
