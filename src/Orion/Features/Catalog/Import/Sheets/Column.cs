using System.Collections.Frozen;

namespace Orion.Features.Catalog.Import.Sheets;

/// <summary>The columns that an import reads. Their order is the order of cells in a <see cref="SheetRow"/>.</summary>
internal enum Column
{
    Handle, Title, Body, Vendor, Type, ProductCategory, Tags, Published, Status,
    Option1Name, Option1Value, Option2Name, Option2Value, Option3Name, Option3Value,
    Sku, Grams, Tracker, Quantity, Policy, Price, CompareAt, RequiresShipping, Taxable, Barcode,
    ImageUrl, ImagePosition, ImageAlt, VariantImage, GiftCard, SeoDescription
}

/// <summary>What the columns are called: in exports of the older form first, then in those of the newer one.</summary>
internal static class Columns
{
    private static readonly (Column Column, string[] Names)[] All =
    [
        (Column.Handle, ["Handle", "URL handle"]),
        (Column.Title, ["Title"]),
        (Column.Body, ["Body (HTML)", "Body HTML", "Description"]),
        (Column.Vendor, ["Vendor"]),
        (Column.Type, ["Type", "Custom Product Type"]),
        (Column.ProductCategory, ["Product Category", "Standardized Product Type", "Standard Product Type"]),
        (Column.Tags, ["Tags"]),
        (Column.Published, ["Published", "Published on online store"]),
        (Column.Status, ["Status"]),
        (Column.Option1Name, ["Option1 Name"]),
        (Column.Option1Value, ["Option1 Value"]),
        (Column.Option2Name, ["Option2 Name"]),
        (Column.Option2Value, ["Option2 Value"]),
        (Column.Option3Name, ["Option3 Name"]),
        (Column.Option3Value, ["Option3 Value"]),
        (Column.Sku, ["Variant SKU", "SKU"]),
        (Column.Grams, ["Variant Grams", "Weight value (grams)"]),
        (Column.Tracker, ["Variant Inventory Tracker", "Inventory tracker"]),
        (Column.Quantity, ["Variant Inventory Qty", "Variant Inventory Quantity", "Inventory quantity"]),
        (Column.Policy, ["Variant Inventory Policy", "Continue selling when out of stock"]),
        (Column.Price, ["Variant Price", "Price"]),
        (Column.CompareAt, ["Variant Compare At Price", "Compare-at price"]),
        (Column.RequiresShipping, ["Variant Requires Shipping", "Requires shipping"]),
        (Column.Taxable, ["Variant Taxable", "Charge tax"]),
        (Column.Barcode, ["Variant Barcode", "Barcode"]),
        (Column.ImageUrl, ["Image Src", "Product image URL"]),
        (Column.ImagePosition, ["Image Position"]),
        (Column.ImageAlt, ["Image Alt Text"]),
        (Column.VariantImage, ["Variant Image", "Variant image URL"]),
        (Column.GiftCard, ["Gift Card"]),
        (Column.SeoDescription, ["SEO Description"])
    ];

    private static readonly FrozenDictionary<string, Column> ByName = All
        .SelectMany(c => c.Names.Select(n => KeyValuePair.Create(n, c.Column)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many there are.</summary>
    public static int Count => All.Length;

    /// <summary>Without these nothing can be made of a row.</summary>
    public static IReadOnlyList<Column> Required { get; } = [Column.Handle, Column.Title, Column.Price];

    /// <summary>The column with this heading, or null for one that is not read.</summary>
    public static Column? Find(string heading) => ByName.TryGetValue(heading.Trim(), out var column) ? column : null;

    /// <summary>Its names, for a person: "Variant Price (or Price)".</summary>
    public static string Title(Column column)
    {
        var names = All[(int)column].Names;
        return names.Length == 1 ? names[0] : $"{names[0]} (or {names[^1]})";
    }
}
