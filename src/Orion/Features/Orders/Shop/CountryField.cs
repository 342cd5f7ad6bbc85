using Orion.Framework.Regions;

namespace Orion.Features.Orders.Shop;

/// <summary>The choice of an address' country, which the fields below it follow.</summary>
/// <param name="Name">Such as <c>billingAddress.country</c>.</param>
/// <param name="Kind"><c>shipping</c> or <c>billing</c>.</param>
/// <param name="Countries">The countries to choose from, in the order of the list.</param>
/// <param name="Chosen">The code of the one that is chosen.</param>
public sealed record CountryField(string Name, string Kind, IReadOnlyList<AddressFormat> Countries, string Chosen)
{
    /// <summary>The element's id.</summary>
    public string Id => "field-" + Name.Replace('.', '-');
}
