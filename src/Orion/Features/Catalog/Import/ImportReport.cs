using System.Globalization;
using CsvHelper;

namespace Orion.Features.Catalog.Import;

/// <summary>What was wrong with which row, as a CSV file.</summary>
internal sealed class ImportReport : IAsyncDisposable
{
    private readonly CsvWriter writer;
    private readonly Lock turn = new();
    private readonly HashSet<int> noted = [];

    private ImportReport(string path)
    {
        Path = path;
        writer = CsvWriter.ToFile(path, new CsvWriterOptions());
        writer.WriteRecord(["line", "handle", "severity", "field", "message"]);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Rows that were imported, but not quite as the file says.</summary>
    public int RowsWithNotes => noted.Count;

    /// <summary>Rows that were not imported.</summary>
    public int RowsRefused { get; private set; }

    /// <summary>Begins a report in a folder, under a name that no other report has.</summary>
    public static ImportReport Begin(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, name + ".csv");
        for (var other = 2; File.Exists(path); other++) path = System.IO.Path.Combine(folder, $"{name}-{other}.csv");
        return new ImportReport(path);
    }

    /// <summary>Writes down what there is to say of one product, in the order of its lines.</summary>
    /// <param name="problems">All of it.</param>
    /// <param name="refusedRows">How many rows were not imported.</param>
    public void Add(IEnumerable<Problem> problems, int refusedRows)
    {
        using var mine = turn.EnterScope();
        RowsRefused += refusedRows;
        foreach (var problem in problems.OrderBy(p => p.Line))
        {
            if (problem.Severity == Severity.Note) noted.Add(problem.Line);
            writer.WriteRecord(
            [
                problem.Line == 0 ? "" : problem.Line.ToString(CultureInfo.InvariantCulture), Harmless(problem.Handle),
                problem.Severity == Severity.Note ? "note" : "error", Harmless(problem.Field), Harmless(problem.Message)
            ]);
        }
    }

    public async ValueTask DisposeAsync() => await writer.DisposeAsync();

    /// <summary>
    /// A cell that no spreadsheet takes for a formula. Source: OWASP, CSV Injection.
    /// </summary>
    internal static string Harmless(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;
}
