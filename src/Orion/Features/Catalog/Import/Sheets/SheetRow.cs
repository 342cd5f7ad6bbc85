namespace Orion.Features.Catalog.Import.Sheets;

/// <summary>A row of the file.</summary>
/// <param name="Line">The line of the file on which it begins; the heading is line 1.</param>
/// <param name="Cells">A trimmed cell for each <see cref="Column"/>; empty where the file has no such column.</param>
internal readonly record struct SheetRow(int Line, string[] Cells)
{
    public string this[Column column] => Cells[(int)column];

    /// <summary>
    /// The handle, which names a product: to the letter, but for the two ways in which Unicode writes an accent. What has a code in it
    /// that is no character can't be normalised; its product is refused when its cells are looked at.
    /// </summary>
    public string Handle => this[Column.Handle] is var handle && handle.Contains('\uFFFE') ? handle : handle.Normalize();

    /// <summary>Whether the row sells something. Rows of pictures have none of these, though spreadsheets fill titles down into them.</summary>
    public bool IsVariant => this[Column.Price].Length > 0 || this[Column.Option1Value].Length > 0 || this[Column.Sku].Length > 0;
}
