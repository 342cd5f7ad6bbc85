using System.Buffers;
using System.Text;
using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>
/// Looks for characters that no form would take again: what lost its meaning when the file was saved (U+FFFD) refuses the
/// product, and so does what is no character at all (U+FFFE), control characters are left out with a note, and line ends become blanks where a text has one line.
/// </summary>
internal static class CellCleaner
{
    private const char Lost = '\uFFFD';
    private const char None = '\uFFFE';

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c), '\u2028', '\u2029', Lost, None]);

    /// <summary>The rows as they may be stored; what was wrong with them is in <paramref name="problems"/>.</summary>
    public static List<SheetRow> Clean(IReadOnlyList<SheetRow> rows, ProductProblems problems) => [.. rows.Select(r => Clean(r, problems))];

    private static SheetRow Clean(SheetRow row, ProductProblems problems)
    {
        string[]? cleaned = null;
        for (var place = 0; place < row.Cells.Length; place++)
        {
            if (!row.Cells[place].AsSpan().ContainsAny(Suspicious)) continue;
            cleaned ??= [.. row.Cells];
            cleaned[place] = Clean(row, (Column)place, problems);
        }

        return cleaned is null ? row : row with { Cells = cleaned };
    }

    private static string Clean(SheetRow row, Column column, ProductProblems problems)
    {
        var text = row[column];
        if (text.Contains(None, StringComparison.Ordinal))
        {
            problems.Refuse(row, column, $"'{CellReader.Shown(text)}' contains an invalid character (U+FFFE). Remove it.");
            text = text.Replace(None, Lost);
        }
        else if (text.Contains(Lost, StringComparison.Ordinal))
            problems.Refuse(row, column, $"'{CellReader.Shown(text)}' has characters that were lost when the file was saved (\uFFFD). Export it again as UTF-8.");
        if (column == Column.Body) return WithoutControls(text, row, column, problems);
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
            if (c is '\t' or '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029')
            {
                if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
            }
            else if (!char.IsControl(c)) plain.Append(c);

        // These are read as lists and running text, in which a line end is nothing strange.
        if (column is not (Column.Tags or Column.SeoDescription)) problems.Note(row, column, "It has line ends or control characters, which were taken out.");
        return plain.ToString().Trim();
    }

    private static string WithoutControls(string text, SheetRow row, Column column, ProductProblems problems)
    {
        var plain = string.Concat(text.Where(c => !char.IsControl(c) || c is '\t' or '\n' or '\r'));
        if (plain.Length < text.Length) problems.Note(row, column, "It has control characters, which were taken out.");
        return plain;
    }
}
