using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Orion.Features.Catalog.Import.Sheets;
using Orion.Features.Catalog.Store;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>Makes a product of its rows.</summary>
internal sealed partial class ProductReader(Headings headings, string currency, CultureInfo culture)
{
    private const int MostTags = 250;

    /// <summary>The product, or null when it is refused; what is to be said of it is in <paramref name="problems"/> either way.</summary>
    public ImportedProduct? Read(string handle, IReadOnlyList<SheetRow> read, out ProductProblems problems)
    {
        problems = new ProductProblems(handle, headings);
        var rows = CellCleaner.Clean(read, problems);
        var first = rows.FirstOrDefault(r => r[Column.Title].Length > 0, rows[0]);
        if (first[Column.Title].Length == 0) problems.Refuse(first, Column.Title, "None of the product's rows has a title.");
        var sold = rows.Where(r => r.IsVariant).ToList();
        if (sold.Count == 0) sold.Add(first);
        if (sold.Count > Product.MostVariants)
            problems.Refuse(first, Column.Handle, $"It has {sold.Count} variants; a product has at most {Product.MostVariants}.");
        foreach (var row in rows.Where(r => !r.IsVariant && r.Line != first.Line && r[Column.ImageUrl].Length == 0 && r[Column.VariantImage].Length == 0))
            problems.Note(row, Column.Handle, "The row has neither a variant nor a picture.");
        foreach (var row in rows.Where(r => r[Column.Title].Length > 0 && r[Column.Title] != first[Column.Title]))
            problems.Note(row, Column.Title, $"The product's title is that of line {first.Line}.");
        if (problems.IsRefused) return null;

        var cells = new CellReader(currency, culture, headings, problems);
        var options = new OptionReader(problems);
        var variants = new VariantReader(cells, options, problems, headings).Read(sold);
        var pictureReader = new PictureReader(headings, problems);
        var pictures = pictureReader.Read(rows, variants);
        var product = new ImportedProduct
        {
            Line = rows[0].Line,
            Rows = rows.Count,
            Handle = handle,
            Name = cells.Text(first, Column.Title)!,
            Summary = headings.Has(Column.SeoDescription) ? Summary(first) : null,
            Description = headings.Has(Column.Body) ? Description(first, problems) : null,
            Vendor = cells.Text(first, Column.Vendor),
            Status = Status(first, cells, problems),
            // What is unclear is looked at by a person before it sells.
            StatusIfNew = headings.Has(Column.Status) || headings.Has(Column.Published) ? ProductStatus.Draft : ProductStatus.Active,
            Options = options.Collect(variants),
            Tags = headings.Has(Column.Tags) ? Tags(first, problems) : null,
            Category = Category(first, cells),
            Variants = variants,
            Pictures = pictures,
            HasAllPictures = pictureReader.HasAll
        };
        if (cells.Flag(first, Column.GiftCard) == true)
            problems.Note(first, Column.GiftCard, "It was imported as an ordinary product: it sells, but gives no card.");
        return problems.IsRefused ? null : product;
    }

    /// <summary>The address that a name gives when it is free: the name itself where that can be one.</summary>
    internal static string SlugOf(string name, string otherwise)
    {
        if (Slugs.IsValid(name)) return name;
        // What is written without Latin letters would all be called the same.
        return name.Any(char.IsAsciiLetterOrDigit)
            ? Product.SlugFrom(name)
            : $"{otherwise}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 6))}";
    }

    private static string Description(SheetRow row, ProductProblems problems)
    {
        // What word processors wrap around a text is taken out, so more is read than kept; but not whatever is sent.
        var html = row[Column.Body].Length <= 10 * RichText.Longest ? RichText.From(row[Column.Body]) : null;
        if (html?.Length <= RichText.Longest) return html;
        problems.Refuse(row, Column.Body, $"Longer than {RichText.Longest} characters.");
        return "";
    }

    private static string Summary(SheetRow row)
    {
        var text = Spaces().Replace(row[Column.SeoDescription], " ");
        if (text.Length <= Product.LongestSummary) return text;
        text = TextLimit.Shorten(text, Product.LongestSummary - 4);
        return (text.LastIndexOf(' ') is var end and > 300 ? text[..end] : text) + "...";
    }

    /// <summary>Null when the file has no column for it, or what stands there is unclear: a product that is new is a draft then.</summary>
    private ProductStatus? Status(SheetRow row, CellReader cells, ProductProblems problems)
    {
        if (!headings.Has(Column.Status) && !headings.Has(Column.Published)) return null;
        var published = cells.Flag(row, Column.Published);
        switch (row[Column.Status].ToUpperInvariant())
        {
            case "ARCHIVED": return ProductStatus.Archived;
            case "DRAFT": return ProductStatus.Draft;
            case "" or "ACTIVE" when published is null && row[Column.Published].Length > 0: return null;
            case "" or "ACTIVE": return published ?? true ? ProductStatus.Active : ProductStatus.Draft;
            default:
                problems.Note(row, Column.Status, $"'{CellReader.Shown(row[Column.Status])}' is no status that is known, so it was not taken over.");
                return null;
        }
    }

    private static List<string> Tags(SheetRow row, ProductProblems problems)
    {
        var tags = row[Column.Tags].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (tags.Count > MostTags || tags.Any(t => t.Length > 255))
            problems.Note(row, Column.Tags, $"Tags of more than 255 characters, and those after the {MostTags}th, were left out.");
        return [.. tags.Where(t => t.Length <= 255).Take(MostTags)];
    }

    private string? Category(SheetRow row, CellReader cells)
    {
        if (row[Column.Type].Length > 0) return cells.Text(row, Column.Type)!.Normalize();
        if (!headings.Has(Column.ProductCategory)) return headings.Has(Column.Type) ? "" : null;
        // The standard taxonomy is a path: Apparel & Accessories > Clothing > Shirts.
        var path = cells.Text(row, Column.ProductCategory, 1000)!.Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return path.Length == 0 ? "" : TextLimit.Shorten(path[^1].Normalize(), 255);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
