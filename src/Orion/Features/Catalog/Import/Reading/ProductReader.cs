using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>Makes a product of its rows.</summary>
internal sealed partial class ProductReader(Headings headings, string currency)
{
    private const int MostTags = 250;

    /// <summary>The product, or null when it is refused; what is to be said of it is in <paramref name="problems"/> either way.</summary>
    public ImportedProduct? Read(string slug, IReadOnlyList<SheetRow> rows, out ProductProblems problems)
    {
        problems = new ProductProblems(rows[0].Handle, headings);
        var first = rows.FirstOrDefault(r => r[Column.Title].Length > 0, rows[0]);
        if (first[Column.Title].Length == 0) problems.Refuse(first, Column.Title, "None of the product's rows has a title.");
        var sold = rows.Where(r => r.IsVariant).ToList();
        if (sold.Count == 0) sold.Add(first);
        if (sold.Count > Product.MostVariants)
            problems.Refuse(first, Column.Handle, $"It has {sold.Count} variants; a product has at most {Product.MostVariants}.");
        foreach (var row in rows.Where(r => !r.IsVariant && r[Column.ImageUrl].Length == 0 && r[Column.VariantImage].Length == 0))
            problems.Note(row, Column.Handle, "The row has neither a variant nor a picture.");
        if (problems.IsRefused) return null;

        var cells = new CellReader(currency, problems);
        var options = new OptionReader(problems);
        var variants = new VariantReader(cells, options, problems, headings).Read(sold);
        var pictures = new PictureReader(problems).Read(rows, variants);
        if (slug != first.Handle) problems.Note(first, Column.Handle, $"It can't be an address as it is; the product is at '{slug}'.");
        var product = new ImportedProduct
        {
            Line = rows[0].Line,
            Rows = rows.Count,
            Slug = slug,
            Name = cells.Text(first, Column.Title),
            Summary = Summary(first),
            Description = Description(first, problems),
            Vendor = cells.Text(first, Column.Vendor),
            Status = Status(first, cells, problems),
            Options = options.Collect(variants),
            Tags = Tags(first, problems),
            Category = Category(first, cells),
            Variants = variants,
            Pictures = pictures
        };
        if (cells.Flag(first, Column.GiftCard, otherwise: false, whenUnclear: false))
            problems.Note(first, Column.GiftCard, "It was imported as an ordinary product: it sells, but gives no card.");
        return problems.IsRefused ? null : product;
    }

    /// <summary>The slug that a handle gives; the same one each time.</summary>
    internal static string SlugOf(string handle)
    {
        if (Slug().IsMatch(handle)) return handle;
        var plain = Product.SlugFrom(handle);
        // What is written without Latin letters would all be called 'product'.
        return handle.Any(char.IsAsciiLetterOrDigit) ? plain : $"{plain}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(handle)).AsSpan(0, 6))}";
    }

    private static string Description(SheetRow row, ProductProblems problems)
    {
        var html = RichText.From(row[Column.Body]);
        if (html.Length <= RichText.Longest) return html;
        problems.Refuse(row, Column.Body, $"Longer than {RichText.Longest} characters.");
        return "";
    }

    private static string Summary(SheetRow row)
    {
        var text = Spaces().Replace(row[Column.SeoDescription], " ");
        if (text.Length <= 500) return text;
        var end = text.LastIndexOf(' ', 496);
        return text[..(end > 300 ? end : 496)] + "...";
    }

    private static ProductStatus Status(SheetRow row, CellReader cells, ProductProblems problems)
    {
        var published = cells.Flag(row, Column.Published, otherwise: true, whenUnclear: false);
        switch (row[Column.Status].ToUpperInvariant())
        {
            case "ARCHIVED": return ProductStatus.Archived;
            case "DRAFT": return ProductStatus.Draft;
            case "" or "ACTIVE": return published ? ProductStatus.Active : ProductStatus.Draft;
            default:
                problems.Note(row, Column.Status, $"'{CellReader.Shown(row[Column.Status])}' is no status that is known, so the product is a draft.");
                return ProductStatus.Draft;
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

    private static string Category(SheetRow row, CellReader cells)
    {
        if (row[Column.Type].Length > 0) return cells.Text(row, Column.Type);
        // The standard taxonomy is a path: Apparel & Accessories > Clothing > Shirts.
        var path = cells.Text(row, Column.ProductCategory, 1000).Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return path.Length == 0 ? "" : path[^1][..Math.Min(path[^1].Length, 255)];
    }

    [GeneratedRegex("^[a-z0-9_]([a-z0-9_-]{0,254})$")]
    private static partial Regex Slug();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
