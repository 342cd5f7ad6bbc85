using Orion.Framework.Regions;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Orders.Shop;

/// <summary>The fields of an address: the name that they begin with, what browsers call this address, and where it is.</summary>
/// <param name="Field">Such as <c>billingAddress</c>.</param>
/// <param name="Kind"><c>shipping</c> or <c>billing</c>. Source: HTML, 4.10.18.7, Autofill.</param>
/// <param name="Format">How the country writes addresses.</param>
public sealed record AddressForm(string Field, string Kind, AddressFormat Format)
{
    /// <summary>The fields line by line, in the country's order. The name and the phone number stand around them.</summary>
    public IEnumerable<IEnumerable<Field>> Lines => Format.Lines
        .Select(line => line.Where(p => p is not AddressPart.Name).SelectMany(FieldsOf)).Where(line => line.Any());

    private IEnumerable<Field> FieldsOf(AddressPart part) => part switch
    {
        AddressPart.Street => [Of("line1", part, "address-line1", 200)],
        AddressPart.District => [Of("district", part, "address-level3", 120)],
        AddressPart.City => [Of("city", part, "address-level2", 120)],
        AddressPart.PostalCode => [Of("postalCode", part, "postal-code", 20)],
        _ => [RegionField()]
    };

    private Field RegionField()
    {
        var field = Of("region", AddressPart.Region, "address-level1", 120);
        if (Format.Regions.Count == 0) return field;
        var word = field.Label.ToLowerInvariant();
        return field with
        {
            Label = field.Required ? field.Label : field.Label + " (optional)",
            Type = "select",
            Choices = [("", $"Choose {(word[0] is 'a' or 'e' or 'i' or 'o' ? "an" : "a")} {word}"), .. Format.Regions.Select(r => (r.Code, r.Name))]
        };
    }

    private Field Of(string name, AddressPart part, string autocomplete, int most) => new($"{Field}.{name}", Format.LabelOf(part))
    {
        Required = Format.Requires(part),
        Autocomplete = $"{Kind} {autocomplete}",
        MaxLength = most
    };
}
