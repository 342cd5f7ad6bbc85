using Orion.Features.Catalog.Import.Sheets;
using Orion.Framework.Net;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>Reads the addresses of a product's pictures, and which variants each shows.</summary>
internal sealed class PictureReader(Headings headings, ProductProblems problems)
{
    private const int LongestAddress = 2000;

    /// <summary>Whether there were some, and each could be read.</summary>
    public bool HasAll { get; private set; }

    /// <summary>The pictures in the order of the positions that the file gives, else of the rows; each address once.</summary>
    public List<ImportedPicture> Read(IReadOnlyList<SheetRow> rows, IReadOnlyList<ImportedVariant> variants)
    {
        var byLine = variants.ToDictionary(v => v.Line);
        var shown = rows.Where(r => r[Column.VariantImage].Length > 0 && byLine.ContainsKey(r.Line)).ToLookup(r => r[Column.VariantImage], r => byLine[r.Line]);
        Dictionary<string, ImportedPicture> pictures = new(StringComparer.Ordinal);
        var isSomeUnread = false;
        foreach (var row in rows.Where(r => r[Column.ImageUrl].Length > 0).OrderBy(Position))
            Add(row, Column.ImageUrl, Alt(row));
        foreach (var row in rows.Where(r => r[Column.VariantImage].Length > 0))
            Add(row, Column.VariantImage, null);
        HasAll = pictures.Count > 0 && !isSomeUnread && headings.Has(Column.ImageUrl);
        return [.. pictures.Values];

        void Add(SheetRow row, Column column, string? alt)
        {
            var url = row[column];
            if (pictures.ContainsKey(url)) return;
            if (url.Length > LongestAddress || !SafeFetch.IsAddress(url, out _))
            {
                isSomeUnread = true;
                problems.Note(row, column, $"'{CellReader.Shown(url)}' is no address of a picture, so it was left out.");
            }
            else if (pictures.Count == Product.MostPictures)
                problems.Note(row, column, $"A product has at most {Product.MostPictures} pictures, so this one was left out.");
            else
                pictures[url] = new ImportedPicture(
                    row.Line, url, alt, headings.Has(Column.VariantImage) ? WhatItShows([.. shown[url]], variants) : null);
        }
    }

    /// <summary>The options in which all variants of a picture agree; none when it is the picture of every variant.</summary>
    private static Dictionary<string, string> WhatItShows(List<ImportedVariant> shown, IReadOnlyList<ImportedVariant> variants) =>
        shown.Count == 0 || shown.Count == variants.Count
            ? []
            : shown[0].Options.Where(o => shown.All(v => v.Options[o.Key] == o.Value)).ToDictionary(StringComparer.Ordinal);

    private static int Position(SheetRow row) => int.TryParse(row[Column.ImagePosition], out var position) ? position : int.MaxValue;

    private string? Alt(SheetRow row)
    {
        if (!headings.Has(Column.ImageAlt)) return null;
        var alt = row[Column.ImageAlt];
        if (alt.Length <= ProductImage.LongestAlt) return alt;
        problems.Note(row, Column.ImageAlt, $"It was cut to {ProductImage.LongestAlt} characters.");
        return TextLimit.Shorten(alt, ProductImage.LongestAlt);
    }
}
