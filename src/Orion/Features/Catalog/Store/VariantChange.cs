using Orion.Framework.Currencies;

namespace Orion.Features.Catalog.Store;

/// <summary>A change of one of a product's variants, or a new one.</summary>
/// <param name="Id">Which is meant; without it the variant is new and needs a price and a value of each option.</param>
/// <param name="Options">The value of each of the product's options, by the option's name.</param>
/// <param name="Values">The same in the order of the product's options, as a form sends it.</param>
/// <param name="Removed">Takes it out of the product. Its orders and its stock movements stay.</param>
public sealed record VariantChange(
    Guid? Id = null, string? Sku = null, MoneyInput? Price = null, Dictionary<string, string?>? Options = null, List<string?>? Values = null, bool? Removed = null)
{
    /// <summary>How many there are; null: not counted any more.</summary>
    public Given<int> Stock { get; init; }

    /// <summary>The stock that the form showed: where it is what was sent, sales since then stay counted.</summary>
    public Given<int> ShownStock { get; init; }

    /// <summary>Whether nobody typed anything: the empty last row of a form.</summary>
    internal bool IsBlank => Id is null && Values is not null && Values.All(string.IsNullOrWhiteSpace)
        && string.IsNullOrWhiteSpace(Sku) && string.IsNullOrWhiteSpace(Price?.Amount) && Stock.Value is null;

    /// <summary>What would have come back of a variant if nobody had touched it.</summary>
    internal VariantChange Untouched(Product product, IReadOnlyDictionary<Guid, StockState> counted)
    {
        if (product.Variants.Find(v => v.Id == Id) is not { } variant) return new VariantChange();
        return new VariantChange(
            Sku: variant.Sku,
            Price: new MoneyInput(variant.Price.ToDecimalString(), variant.Price.Currency),
            Options: variant.Options.ToDictionary(o => o.Key, o => (string?)o.Value),
            Values: [.. product.Options.Select(o => variant.Options.GetValueOrDefault(o.Name))])
        {
            Stock = ShownStock.IsGiven ? ShownStock : new Given<int>(counted.GetValueOrDefault(variant.Id)?.OnHand)
        };
    }

    internal void Check(Errors errors, string prefix)
    {
        errors.If(Sku?.Length > ProductVariant.LongestSku, prefix + "sku", $"Use at most {ProductVariant.LongestSku} characters.");
        errors.If(Stock.Value is < 0 or > VariantRules.MostStock, prefix + "stock", $"Enter a number from 0 to {VariantRules.MostStock}.");
        errors.If(Id is null && Removed == true, prefix + "id", "Say which variant is meant.");
    }

    /// <summary>Changes what is given of a variant that is there.</summary>
    internal void Apply(ProductVariant variant, RequestContext request, string prefix, Errors errors, List<StockCount> counts)
    {
        var currency = request.Store.Currency;
        Price?.Validate(errors, prefix + "price", currency, request.TypedIn);
        if (!errors.None) return;
        if (Price is not null) variant.Reprice(Price.ToMoney(currency), variant.CompareAt);
        if (Sku is not null) variant.SetSku(Sku.Trim());
        if (Stock.IsGiven) counts.Add(new StockCount(variant.Id, Stock.Value, IsTracked: Stock.Value is not null));
    }

    /// <summary>Makes, changes or takes out the variant that is meant.</summary>
    internal void Apply(Guid product, VariantSet set, RequestContext request, string prefix, Errors errors, List<StockCount> counts)
    {
        if (IsBlank) return;
        var variant = Id is null ? null : set.Find(Id);
        if (Id is not null && variant is null)
        {
            errors.Add(prefix + "id", "This product has no such variant.");
            return;
        }

        if (variant is not null && Removed == true)
        {
            set.Remove(variant, prefix + "removed");
            return;
        }

        var chosen = variant is null || Options is not null || Values is not null ? Choose(set, prefix, errors) : null;
        if (variant is null)
        {
            var currency = request.Store.Currency;
            (Price ?? new MoneyInput()).Validate(errors, prefix + "price", currency, request.TypedIn);
            if (!errors.None) return;
            variant = ProductVariant.Of(product, Sku?.Trim() ?? "", chosen!, Price!.ToMoney(currency), set.Variants.Count);
            set.Add(variant, new StockCount(variant.Id, Stock.Value ?? 0, IsTracked: Stock.Value is not null));
        }
        else
        {
            Apply(variant, request, prefix, errors, counts);
            if (chosen is null || !errors.None) return;
            set.Choose(variant, chosen);
        }

        if (chosen is not null && set.HasTwin(variant)) errors.Add(prefix + (Values is null ? "options" : "values[0]"),
            set.Options.Count == 0 ? "Several variants need an option in which they differ." : "Another variant has the same options.");
    }

    private Dictionary<string, string>? Choose(VariantSet set, string prefix, Errors errors)
    {
        Dictionary<string, string> chosen = [];
        for (var i = 0; i < set.Options.Count; i++)
        {
            var name = set.Options[i].Name;
            var value = (Values is null ? Options?.GetValueOrDefault(name) : Values.ElementAtOrDefault(i))?.Trim() ?? "";
            var field = prefix + (Values is null ? "options" : $"values[{i}]");
            if (value.Length == 0) errors.Add(field, $"Enter a value for {name}.");
            else if (value.Length > ProductOption.LongestValue) errors.Add(field, $"Use at most {ProductOption.LongestValue} characters.");
            else chosen[name] = value;
        }

        if (Options?.Keys.FirstOrDefault(k => set.Option(k) is null) is { } unknown) errors.Add(prefix + "options", $"This product has no option {unknown}.");
        return chosen;
    }
}
