using Orion.Framework.Configuration;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Import.Sheets;

/// <summary>Which columns a file has, where, and what it calls them.</summary>
internal sealed class Headings
{
    private readonly int[] places = [.. Enumerable.Repeat(-1, Columns.Count)];
    private readonly string[] names = [.. Enumerable.Range(0, Columns.Count).Select(c => Columns.Title((Column)c))];

    /// <exception cref="OperatorException">Columns without which nothing can be imported are missing.</exception>
    public Headings(IReadOnlyList<string> cells, string file)
    {
        for (var place = 0; place < cells.Count; place++)
        {
            // The first of two columns of one name counts, as in spreadsheets that look a column up by name.
            if (Columns.Find(cells[place]) is not { } column || Has(column)) continue;
            places[(int)column] = place;
            names[(int)column] = cells[place].Trim();
        }

        var missing = Columns.Required.Where(c => !Has(c)).Select(Columns.Title).ToList();
        if (missing.Count == 0) return;
        var found = string.Join(", ", cells.Where(c => c.Trim().Length > 0).Take(8).Select(c => c.Length > 40 ? TextLimit.Shorten(c, 40) + "..." : c));
        throw new OperatorException(
            $"{file} is no Shopify product export: it lacks the {(missing.Count == 1 ? "column" : "columns")} {string.Join(", ", missing)}. "
            + $"Its first line has: {found}{(cells.Count > 8 ? ", ..." : "")}.");
    }

    /// <summary>Whether the file has this column: what it lacks is left as it is in products that exist.</summary>
    public bool Has(Column column) => places[(int)column] >= 0;

    /// <summary>What the file calls the column.</summary>
    public string NameOf(Column column) => names[(int)column];

    /// <summary>The cells of a row in the order of <see cref="Column"/>.</summary>
    public string[] Arrange(int count, Func<int, string> cell)
    {
        var cells = new string[places.Length];
        for (var column = 0; column < cells.Length; column++)
            cells[column] = places[column] is var place && place >= 0 && place < count
                ? Unwrap(cell(place)).Trim()
                : "";
        return cells;
    }

    /// <summary>
    /// What stands in a cell: without the formula <c>="00045"</c> by which spreadsheets are kept from counting with a number, and
    /// with another control character for the NUL that PostgreSQL can't keep until the row is looked at.
    /// </summary>
    private static string Unwrap(string cell)
    {
        var text = cell.Replace('\0', '\u0001');
        var trimmed = text.AsSpan().Trim();
        return trimmed is ['=', '"', .., '"'] && trimmed.Length > 2
            ? trimmed[2..^1].ToString().Replace("\"\"", "\"", StringComparison.Ordinal)
            : text;
    }
}
