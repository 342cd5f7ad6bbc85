using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;
using Orion.Framework.Configuration;

namespace Orion.Features.Catalog.Import.Sheets;

/// <summary>Reads a product export row by row; holds one row at a time.</summary>
internal sealed class SheetReader : IAsyncDisposable
{
    /// <summary>The longest row, in bytes; a quotation mark that is never closed ends here and not with the memory.</summary>
    private const int LongestRow = 4_000_000;

    private readonly FileStream file;
    private readonly string name;
    private readonly CsvReader reader;
    private readonly int linesBefore;
    private bool unclosed;

    private SheetReader(FileStream file, string name)
    {
        this.file = file;
        this.name = name;
        var beginning = Encodings.Recognise(file, name);
        linesBefore = beginning.LinesBefore;
        reader = CsvReader.Create(
            file,
            new CsvReaderOptions
            {
                Separator = beginning.Separator,
                HasHeader = false,
                TrackLineNumbers = true,
                MaxRecordSize = LongestRow,
                OnMalformedRecord = malformed => unclosed |= malformed.Reason == CsvMalformedReason.UnterminatedQuote
            },
            leaveOpen: true);
    }

    /// <summary>The columns of the file.</summary>
    public Headings Headings { get; private set; } = null!;

    /// <summary>How far it has read, from 0 to 1.</summary>
    public double Progress => (double)file.Position / file.Length;

    /// <summary>Opens a file and reads its heading.</summary>
    /// <exception cref="OperatorException">It is no product export.</exception>
    public static async Task<SheetReader> OpenAsync(string path, CancellationToken stop)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        try
        {
            var sheet = new SheetReader(file, Path.GetFileName(path));
            await sheet.ReadAsync(stop);
            sheet.Headings = new Headings([.. Enumerable.Range(0, sheet.reader.FieldCount).Select(sheet.reader.GetString)], sheet.name);
            return sheet;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The rows in order, without empty ones.</summary>
    /// <exception cref="OperatorException">The file can't be read to its end.</exception>
    public async IAsyncEnumerable<SheetRow> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (await ReadAsync(stop))
        {
            var row = new SheetRow(Line(reader.LineNumber), Headings.Arrange(reader.FieldCount, reader.GetString));
            if (!row.Cells.All(c => c.Length == 0)) yield return row;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await file.DisposeAsync();
    }

    private int Line(long number) => (int)number + linesBefore;

    private async Task<bool> ReadAsync(CancellationToken stop)
    {
        try
        {
            if (!await reader.ReadAsync(stop)) return false;
        }
        catch (CsvFormatException malformed)
        {
            throw new OperatorException(
                $"{name}: the row on line {Line(malformed.LineNumber)} is longer than {LongestRow / 1_000_000} MB. Is a quotation mark not closed?", malformed);
        }

        if (!Utf8.IsValid(reader.RawRecord))
            throw new OperatorException($"{name} is not UTF-8: the row on line {Line(reader.LineNumber)} has bytes that are no text in it. {Encodings.Advice}");
        if (unclosed)
            throw new OperatorException(
                $"{name} ends in the middle of a row: the quotation mark in the row that begins on line {Line(reader.LineNumber)} is never closed.");
        return true;
    }
}
