namespace Orion.Features.Catalog.Import.Sheets;

/// <summary>A row of the file.</summary>
/// <param name="Line">The line of the file on which it begins; the heading is line 1.</param>
/// <param name="Cells">A trimmed cell for each <see cref="Column"/>; empty where the file has no such column.</param>
internal readonly record struct SheetRow(int Line, string[] Cells)
{
    public string this[Column column] => Cells[(int)column];

    /// <summary>The handle as it names a product: Shopify takes capitals and small letters for the same.</summary>
    public string Handle => this[Column.Handle].ToLowerInvariant();

    /// <summary>Whether the row sells something: image-only rows have none of these.</summary>
    public bool IsVariant =>
        this[Column.Price].Length > 0 || this[Column.Title].Length > 0 || this[Column.Option1Value].Length > 0 || this[Column.Sku].Length > 0;
}
