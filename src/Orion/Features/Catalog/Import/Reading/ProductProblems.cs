using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>Collects what is wrong with the rows of one product. An error refuses the product, with all of its rows.</summary>
internal sealed class ProductProblems(string handle, Headings headings)
{
    private readonly List<Problem> all = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Problem> All => all;

    /// <summary>Whether the product can't be imported.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Rows that are left out of a product that is imported otherwise.</summary>
    public int RowsLeftOut { get; private set; }

    /// <summary>Imported, but not quite as the file says.</summary>
    public void Note(SheetRow row, Column column, string message) => Add(row.Line, Severity.Note, column, message);

    /// <summary>The product can't be imported.</summary>
    public void Refuse(SheetRow row, Column column, string message)
    {
        IsRefused = true;
        Add(row.Line, Severity.Error, column, message);
    }

    /// <summary>This row is left out, the rest of the product is imported.</summary>
    public void LeaveOut(SheetRow row, Column column, string message)
    {
        RowsLeftOut++;
        Add(row.Line, Severity.Error, column, message);
    }

    /// <summary>As <see cref="Note(SheetRow, Column, string)"/>, for a line.</summary>
    public void Note(int line, Column column, string message) => Add(line, Severity.Note, column, message);

    /// <summary>The product can't be imported, with so many rows from a line on.</summary>
    public void Refuse(int rows, int line, Column column, string message)
    {
        IsRefused = true;
        RowsLeftOut = rows;
        Add(line, Severity.Error, column, message);
    }

    private void Add(int line, Severity severity, Column column, string message) =>
        all.Add(new Problem(line, handle, severity, headings.NameOf(column), message));
}
