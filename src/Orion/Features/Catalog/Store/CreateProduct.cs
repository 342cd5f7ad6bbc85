using Orion.Framework.Currencies;

namespace Orion.Features.Catalog.Store;

/// <summary>
/// Makes a product with its variants. They are either listed one by one, or follow from <paramref name="Choices"/>: every
/// combination, each at <paramref name="Price"/> with <paramref name="Stock"/>.
/// </summary>
/// <param name="Slug">The name in the shop's address; made from the name when missing.</param>
/// <param name="Description">HTML, which is sanitised, or plain text.</param>
public sealed record CreateProduct(
    string? Name, string? Slug, ProductStatus? Status, string? Summary, string? Description, List<NewVariant?>? Variants,
    List<CreateProduct.Choice?>? Choices, MoneyInput? Price, int? Stock, string? Sku) : IInput<CreateProduct>
{
    /// <summary>An option with its values, one a line.</summary>
    public sealed record Choice(string? Name = null, string? Values = null);

    public void Validate(Errors errors)
    {
        errors.Text("name", Name, Product.LongestName, "a name");
        errors.Text("summary", Summary, Product.LongestSummary, "a summary", required: false);
        errors.If(Description?.Length > RichText.Longest, "description", $"Use at most {RichText.Longest} characters.");
        Slugs.Check(errors, Slug);
        if (Variants is not null)
        {
            VariantRules.Check(errors, Variants);
            return;
        }

        errors.If(Stock is < 0 or > VariantRules.MostStock, "stock", $"Enter a number from 0 to {VariantRules.MostStock}.");
        CheckChoices(errors);
        // Several variants have it with their number behind it.
        var room = ProductVariant.LongestSku - (errors.None && Combine() is { Count: > 1 } several ? NumberOf(several.Count).Length : 0);
        errors.Text("sku", Sku?.Trim(), room, "an article number", required: false);
    }

    public async Task<Outcome<ShowProduct.Result>> RunAsync(OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        var currency = request.Store.Currency;
        var variants = Variants is null ? Combine() : Variants.OfType<NewVariant>().ToList();
        var errors = new Errors();
        for (var i = 0; i < (Variants is null ? 1 : variants.Count); i++)
        {
            var prefix = Variants is null ? "" : $"variants[{i}].";
            VariantRules.CheckCounted(errors, stock, prefix + "stock", variants[i].Stock);
            (variants[i].Price ?? new MoneyInput()).Validate(errors, prefix + "price", currency, request.TypedIn);
        }

        if (!errors.None) return Refusal.Invalid(errors.ToDictionary());

        var slug = Slug is { Length: > 0 } ? Slug : await Slugs.FreeAsync(db, Name!, null, stop);
        if (Slug is { Length: > 0 } && await Slugs.IsTakenAsync(db, slug, null, stop)) return Slugs.Refuse();
        var product = Product.Make(slug, Name!.Trim(), Status ?? ProductStatus.Draft, RichText.From(Description), Summary?.Trim() ?? "");
        var options = VariantRules.OptionsOf(variants);
        product.SetOptions(options);
        db.Add(product);
        List<StockCount> counts = [];
        foreach (var (described, position) in variants.Select((v, i) => (v, i)))
        {
            var variant = ProductVariant.Of(
                product.Id, described.Sku?.Trim() ?? "", VariantRules.Options(described, (variants[0].Options ?? []).Keys),
                described.Price!.ToMoney(currency), position);
            db.Add(variant);
            counts.Add(new StockCount(variant.Id, described.Stock ?? 0, IsTracked: described.Stock is not null));
        }

        if (Slug is { Length: > 0 }) await db.SaveChangesAsync(stop);
        else await Slugs.SaveAsync(db, product, stop);
        if (await stock.SetAsync(counts, StockSource.Merchant, stop) is { } refusal) return refusal;
        await ProductDocuments.RefreshAsync(db, request.Store.Id, [product.Id], stop);
        return await new ShowProduct(product.Id).RunAsync(db, stock, request, stop);
    }

    private void CheckChoices(Errors errors)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var combinations = 1L;
        for (var i = 0; i < (Choices?.Count ?? 0); i++)
        {
            if (Choices![i] is not { } choice || (string.IsNullOrWhiteSpace(choice.Name) && ValuesOf(choice).Count == 0)) continue;
            errors.If(string.IsNullOrWhiteSpace(choice.Name), $"choices[{i}].name", "Enter the option's name, such as Size.");
            errors.If(choice.Name?.Trim().Length > ProductOption.LongestName, $"choices[{i}].name", $"Use at most {ProductOption.LongestName} characters.");
            errors.If(choice.Name is { } name && !names.Add(name.Trim()), $"choices[{i}].name", "Another option has this name.");
            errors.If(ValuesOf(choice).Count == 0, $"choices[{i}].values", "Enter its values, one a line.");
            errors.If(ValuesOf(choice).Any(v => v.Length > ProductOption.LongestValue), $"choices[{i}].values", $"Each value has at most {ProductOption.LongestValue} characters.");
            combinations *= Math.Max(ValuesOf(choice).Count, 1);
        }

        errors.If(names.Count > Product.MostOptions, "choices[0].name", $"A product has at most {Product.MostOptions} options.");
        errors.If(combinations > Product.MostVariants, "choices[0].values",
            $"These are {combinations} combinations; a product has at most {Product.MostVariants} variants.");
    }

    private List<NewVariant> Combine()
    {
        List<Dictionary<string, string?>> combinations = [[]];
        foreach (var choice in (Choices ?? []).OfType<Choice>().Where(c => !string.IsNullOrWhiteSpace(c.Name)))
            combinations = [.. combinations.SelectMany(c => ValuesOf(choice).Select(v => new Dictionary<string, string?>(c) { [choice.Name!.Trim()] = v }))];
        return [.. combinations.Select((options, i) => new NewVariant(
            combinations.Count == 1 || string.IsNullOrWhiteSpace(Sku) ? Sku : Sku.Trim() + NumberOf(i + 1), options, Price, Stock))];
    }

    private static string NumberOf(int variant) => $"-{variant}";

    private static List<string> ValuesOf(Choice choice) => VariantRules.Lines(choice.Values);
}
