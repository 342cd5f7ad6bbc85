using Orion.Framework.Currencies;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Store;

/// <summary>A variant that is to be made.</summary>
/// <param name="Stock">How many there are; null: not counted.</param>
public sealed record NewVariant(string? Sku = null, Dictionary<string, string?>? Options = null, MoneyInput? Price = null, int? Stock = null);

/// <summary>What holds for a product's variants together: the same options in all of them, and no combination twice.</summary>
internal static class VariantRules
{
    public const int MostStock = 1_000_000;

    public static void Check(Errors errors, IReadOnlyList<NewVariant?> variants)
    {
        errors.If(variants.Count == 0, "variants", "Add at least one variant: what is priced and sold.");
        errors.If(variants.Count > Product.MostVariants, "variants", $"A product has at most {Product.MostVariants} variants.");
        if (variants.Count is 0 or > Product.MostVariants) return;
        var names = (variants[0]?.Options?.Keys ?? Enumerable.Empty<string>()).ToHashSet(StringComparer.Ordinal);
        errors.If(names.Count > Product.MostOptions, "variants[0].options", $"A product has at most {Product.MostOptions} options.");
        errors.If(names.Select(ProductOption.KeyOf).Distinct(StringComparer.Ordinal).Count() < names.Count,
            "variants[0].options", "Two options have the same name.");
        var combinations = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < variants.Count; i++)
        {
            var field = $"variants[{i}]";
            if (variants[i] is not { } variant)
            {
                errors.Add(field, "This is no variant.");
                continue;
            }

            errors.If(variant.Sku?.Length > ProductVariant.LongestSku, field + ".sku", $"Use at most {ProductVariant.LongestSku} characters.");
            errors.If(variant.Stock is < 0 or > MostStock, field + ".stock", $"Enter a number from 0 to {MostStock}.");
            var options = variant.Options ?? [];
            if (!names.SetEquals(options.Keys))
                errors.Add(field + ".options", "All variants of a product have the same options, each with a value.");
            else if (options.Any(o => !IsText(o.Key, ProductOption.LongestName) || !IsText(o.Value, ProductOption.LongestValue)))
                errors.Add(field + ".options", $"An option has a name and a value, of at most {ProductOption.LongestName} characters.");
            else if (!combinations.Add(string.Join('\n', names.Order(StringComparer.Ordinal).Select(n => ProductOption.KeyOf(options[n]!)))))
                errors.Add(field + ".options", names.Count == 0
                    ? "Several variants need an option in which they differ."
                    : "Another variant has the same options.");
        }
    }

    /// <summary>Refuses a number of pieces where nobody counts them: it would be stored nowhere.</summary>
    public static void CheckCounted(Errors errors, IStock stock, string field, int? pieces) => errors.If(
        pieces is not null && !stock.IsCounted, field, "Inventory is turned off, so stock can't be set. Leave this blank.");

    /// <summary>The values of an option, one a line; a comma is part of one, as in 1,5 m.</summary>
    public static List<string> Lines(string? values) =>
        [.. (values ?? "").Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>The options in the order of the first variant, each with its values in the order in which they come up.</summary>
    public static List<ProductOption> OptionsOf(IReadOnlyList<NewVariant> variants) =>
    [
        .. (variants[0].Options ?? []).Keys.Select(name => new ProductOption(
            name.Trim(), [.. variants.Select(v => v.Options![name]!.Trim()).Distinct(StringComparer.Ordinal)]))
    ];

    /// <summary>A variant's options, trimmed, in the product's order.</summary>
    public static Dictionary<string, string> Options(NewVariant variant, IEnumerable<string> order) =>
        order.ToDictionary(name => name.Trim(), name => variant.Options![name]!.Trim());

    private static bool IsText(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(c => char.IsControl(c) || UnstorableText.Characters.Contains(c));
}
