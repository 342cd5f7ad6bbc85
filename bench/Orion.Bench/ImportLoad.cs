using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Orion.Bench;

/// <summary>
/// A product export of 20,000 rows loaded into a store that has hardly any products yet, and then once more, when nothing is to
/// be changed. Without pictures: those are as fast as the servers that hold them.
/// </summary>
internal static partial class ImportLoad
{
    private const int Products = 5_000;
    private static readonly string[] Sizes = ["S", "M", "L", "XL"];

    /// <summary>Rows a second, as the command itself reports them.</summary>
    public sealed record Result(double First, double Again);

    public static async Task<Result> RunAsync(Installation orion)
    {
        var file = Path.Combine(orion.Folder, "products.csv");
        await File.WriteAllTextAsync(file, Export());
        return new Result(await LoadAsync(orion, file), await LoadAsync(orion, file));
    }

    private static async Task<double> LoadAsync(Installation orion, string file)
    {
        var said = await orion.CommandAsync("store", "import-products", "sumi", file, "--no-pictures");
        var rate = Rate().Match(said);
        if (!rate.Success) throw new InvalidOperationException($"The import did not say how fast it was: {said}");
        return double.Parse(rate.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    private static string Export()
    {
        var text = new StringBuilder(
            "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,"
            + "Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Image Src,Image Alt Text\n");
        for (var product = 0; product < Products; product++)
            for (var variant = 0; variant < Sizes.Length; variant++)
            {
                var first = variant == 0;
                text.Append(CultureInfo.InvariantCulture, $"paper-{product},");
                text.Append(first
                    ? string.Create(CultureInfo.InvariantCulture, $"Paper {product},\"<h2>Sheet {product}</h2><p>Made by <b>hand</b>, and dried on a board.</p><ul><li>Mulberry</li><li>Deckle edge</li></ul>\",Sumi,Paper {product % 40},\"paper, sheet, tone {product % 12}\",true,Size,")
                    : ",,,,,,,");
                text.Append(CultureInfo.InvariantCulture, $"{Sizes[variant]},P{product}-{variant},{120 + variant},shopify,{product % 50},deny,{10 + variant}.50,");
                text.Append(first ? string.Create(CultureInfo.InvariantCulture, $"https://pictures.example.test/{product}.jpg,Sheet {product}\n") : ",\n");
            }

        return text.ToString();
    }

    [GeneratedRegex(@"([\d,]+) rows a second")]
    private static partial Regex Rate();
}
