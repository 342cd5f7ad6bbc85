namespace Orion.Features.Catalog.Shop;

/// <summary>An option on a product's page.</summary>
public sealed record OptionGroup(string Slug, OptionPicker.Group Option)
{
    /// <summary>The option's name as part of an element's id.</summary>
    public string Id => "option-" + Product.SlugFrom(Option.Name);
}
