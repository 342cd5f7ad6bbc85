using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Orion.Framework.Configuration;

namespace Orion.Features.Catalog.Import.Sheets;

/// <summary>Reads a product export row by row; holds one row at a time.</summary>
internal sealed class SheetReader : IDisposable
{
    /// <summary>The longest cell, in characters; a quote that is never closed ends here and not with the memory.</summary>
    private const int LongestCell = 500_000;

    private readonly Stream file;
    private readonly StreamReader text;
    private readonly CsvParser parser;
    private readonly string name;

    private SheetReader(Stream file, StreamReader text, CsvParser parser, Headings headings, string name)
    {
        this.file = file;
        this.text = text;
        this.parser = parser;
        this.name = name;
        Headings = headings;
    }

    /// <summary>The columns of the file.</summary>
    public Headings Headings { get; }

    /// <summary>How far it has read, from 0 to 1.</summary>
    public double Progress => file.Length == 0 ? 1 : (double)file.Position / file.Length;

    /// <summary>Opens a file and reads its heading.</summary>
    /// <exception cref="OperatorException">It is no product export.</exception>
    public static async Task<SheetReader> OpenAsync(string path)
    {
        var name = Path.GetFileName(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: true);
        try
        {
            var text = Encodings.OpenText(file, name, out var delimiter);
            var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = delimiter.ToString(),
                // The line of a row is counted over all lines, empty ones too.
                IgnoreBlankLines = false,
                MaxFieldSize = LongestCell,
                BadDataFound = null
            });
            if (!await ReadAsync(parser, file, name)) throw new OperatorException($"{name} is empty.");
            var cells = Enumerable.Range(0, parser.Count).Select(i => parser[i]).ToList();
            return new SheetReader(file, text, parser, new Headings(cells, name), name);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The rows in order, without empty lines.</summary>
    /// <exception cref="OperatorException">The file can't be read to its end.</exception>
    public async IAsyncEnumerable<SheetRow> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var line = parser.RawRow + 1;
        while (await ReadAsync(parser, file, name))
        {
            stop.ThrowIfCancellationRequested();
            var row = new SheetRow(line, Headings.Arrange(parser.Count, i => parser[i]));
            line = parser.RawRow + 1;
            var quotesClose = parser.RawRecord.AsSpan().Count('"') % 2 == 0;
            if (row.Cells.All(c => c.Length == 0)) continue;
            if (!quotesClose && file.Position == file.Length && text.Peek() < 0)
                throw new OperatorException($"{name} ends in the middle of a row: the quotation mark of the row that begins on line {row.Line} is never closed.");
            yield return row;
        }
    }

    public void Dispose()
    {
        parser.Dispose();
        text.Dispose();
        file.Dispose();
    }

    private static async Task<bool> ReadAsync(CsvParser parser, Stream file, string name)
    {
        try
        {
            return await parser.ReadAsync();
        }
        catch (DecoderFallbackException)
        {
            throw Encodings.NotUtf8(file, name);
        }
        catch (MaxFieldSizeException)
        {
            throw new OperatorException(
                $"{name}: the cell after line {parser.RawRow} is longer than {LongestCell:N0} characters. Is a quotation mark not closed?");
        }
    }
}
