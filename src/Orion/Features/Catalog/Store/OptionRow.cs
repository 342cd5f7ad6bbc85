namespace Orion.Features.Catalog.Store;

/// <summary>An option of a product in the form that changes options.</summary>
public sealed record OptionRow(int Row, ProductOption Option, ShowProduct.Result Product)
{
    /// <summary>How many variants have a value.</summary>
    public int CountOf(string value) => Product.Variants.Count(v => v.Options.GetValueOrDefault(Option.Name) == value);
}
