using Orion.Features.Catalog.Import.Reading;
using Orion.Features.Catalog.Import.Sheets;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>
/// What becomes of a batch's variants. Those that the file doesn't name stay, as products do that it doesn't name; where they can't,
/// because the options are others now, the product is refused and says what would be lost, unless that was asked for.
/// </summary>
internal sealed class VariantPlan(Headings headings, MergeOptions options, IReadOnlyDictionary<Guid, VariantMatch> matches)
{
    private const int MostNamed = 10;

    private readonly Dictionary<ImportedProduct, ProductProblems> said = [];

    /// <summary>The variants that the products will have.</summary>
    public List<StagedVariant> Variants { get; } = [];

    /// <summary>What there is to say, product by product.</summary>
    public IReadOnlyList<ProductProblems> Said => [.. said.Values];

    /// <summary>Plans each product; gives those that are not refused, with the options that they will have.</summary>
    public List<ImportedProduct> Take(IReadOnlyList<ImportedProduct> products)
    {
        List<ImportedProduct> taken = [];
        foreach (var product in products)
        {
            SayWhere(product);
            var match = matches.GetValueOrDefault(product.Id);
            if (match is { CanStay: false } && !options.RemoveMissing)
            {
                Of(product).Refuse(product.Rows, product.Line, Column.Option1Name,
                    $"Its variants {Named(match.Unnamed)} can't be told from the file's rows by option or SKU, and would be lost. "
                    + "Nothing was changed; --remove-missing takes them out.");
                continue;
            }

            taken.Add(product);
            var position = 0;
            foreach (var (variant, stored) in product.Variants.Select((v, i) => (v, match?.Found[i])))
                Variants.Add(new StagedVariant(product.Id, stored, ++position, variant.Options, variant, options.KeepStock && stored is not null));
            if (match is not { Unnamed.Count: > 0 }) continue;
            if (options.RemoveMissing)
            {
                Note(product, Column.Option1Value, $"Its variants {Named(match.Unnamed)} are not in the file, so they were taken out.");
                continue;
            }

            foreach (var kept in match.Unnamed) Variants.Add(new StagedVariant(product.Id, kept.Id, ++position, kept.Options, null, true));
            product.Offers(match.Unnamed.Select(u => u.Options));
        }

        return taken;
    }

    /// <summary>Says something of a product as a whole.</summary>
    public void Note(ImportedProduct product, Column column, string message) => Of(product).Note(product.Line, column, message);

    private void SayWhere(ImportedProduct product)
    {
        if (product.IsNew && product.Slug != product.Handle)
            Note(product, Column.Handle, $"Its address in the shop is '{product.Slug}': the handle can't be one as it is, or another product has it.");
        else if (product.IsEarlier)
            Note(product, Column.Handle, $"The product at the address '{product.Slug}' is from before handles were kept, so it was taken for this one.");
        else if (product.WasMadeByHand)
            Note(product, Column.Handle, "A product that was made by hand has this address, so it was taken for this one.");
    }

    private ProductProblems Of(ImportedProduct product)
    {
        if (!said.TryGetValue(product, out var problems)) said[product] = problems = new ProductProblems(product.Handle, headings);
        return problems;
    }

    private static string Named(IReadOnlyList<StoredVariant> variants)
    {
        var named = string.Join(", ", variants.Take(MostNamed).Select(v =>
            CellReader.Shown(v.Options.Count > 0 ? string.Join(" / ", v.Options.Values) : "without options") + (v.Sku.Length > 0 ? $" ({CellReader.Shown(v.Sku)})" : "")));
        return variants.Count > MostNamed ? $"{named} and {variants.Count - MostNamed} more" : named;
    }
}
