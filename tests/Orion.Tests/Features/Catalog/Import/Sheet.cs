using System.Text;
using CsvHelper;
using Orion.Features.Catalog.Import;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Import;

/// <summary>A product export of a made-up shop, written by a test and imported as an operator would.</summary>
internal sealed class Sheet(params string[] columns)
{
    public static readonly string[] Usual =
    [
        "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published", "Option1 Name", "Option1 Value", "Option2 Name",
        "Option2 Value", "Variant SKU", "Variant Grams", "Variant Inventory Tracker", "Variant Inventory Qty", "Variant Inventory Policy",
        "Variant Price", "Variant Compare At Price", "Variant Barcode", "Image Src", "Image Alt Text", "Variant Image", "Gift Card"
    ];

    private readonly string[] columns = columns.Length > 0 ? columns : Usual;
    private readonly List<string[]> rows = [];

    /// <summary>A row by the names of its columns; the others are empty.</summary>
    public Sheet Row(params (string Column, string Value)[] cells)
    {
        rows.Add([.. columns.Select(c => cells.FirstOrDefault(x => x.Column == c).Value ?? "")]);
        return this;
    }

    /// <summary>The first row of a product with a price and counted stock.</summary>
    public Sheet Product(string handle, string price = "10.00", params (string Column, string Value)[] more) => Row(
    [
        .. more, ("Handle", handle), ("Title", handle.ToUpperInvariant()), ("Published", "true"), ("Variant Price", price),
        ("Variant Inventory Tracker", "shopify"), ("Variant Inventory Qty", "5"), ("Variant Inventory Policy", "deny")
    ]);

    public string Text(string newLine = "\n", string separator = ",") =>
        string.Concat(rows.Prepend(columns).Select(r => string.Join(separator, r.Select(Quote)) + newLine));

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(",;\"\r\n") ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : cell;

    public Task<Imported> ImportAsync(OrionApp app, string store, params string[] options) => ImportAsync(app, store, Encoding.UTF8.GetBytes(Text()), options);

    public static async Task<Imported> ImportAsync(OrionApp app, string store, byte[] content, params string[] options)
    {
        Directory.CreateDirectory(app.DataFolder);
        var path = Path.Combine(app.DataFolder, $"{Guid.CreateVersion7():n}.csv");
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        using StringWriter output = new(), error = new();
        string[] arguments = [store, path, .. options.DefaultIfEmpty("--no-pictures").Where(o => o.Length > 0)];
        var code = await new ImportProductsCommand().RunAsync(app.Services, arguments, output, error, TestContext.Current.CancellationToken);
        var report = output.ToString().Split('\n').FirstOrDefault(l => l.TrimStart().StartsWith("report", StringComparison.Ordinal));
        return new Imported(code, output.ToString(), error.ToString(), report is null ? [] : Read(report.Trim()["report".Length..].Trim()));
    }

    private static List<string[]> Read(string path)
    {
        using var reader = CsvReader.FromFile(path);
        List<string[]> lines = [];
        while (reader.Read()) lines.Add(reader.Current.ToArray());
        return lines;
    }
}

/// <summary>What an import gave back.</summary>
internal sealed record Imported(int Code, string Output, string Error, List<string[]> Report)
{
    /// <summary>A line of the summary without its repeated blanks, such as <c>2 created, 0 updated, 0 unchanged</c>.</summary>
    public string Line(string name) => Output.Split('\n').Single(l => l.StartsWith("  " + name, StringComparison.Ordinal))[(name.Length + 2)..].Trim();
}
