using Orion.Framework.Regions;

namespace Orion.Features.Orders.Checkout;

/// <summary>Where something shall go, as it was typed.</summary>
public sealed record AddressInput(
    string? Name = null, string? Line1 = null, string? Line2 = null, string? City = null, string? PostalCode = null,
    string? Region = null, string? Country = null, string? Phone = null)
{
    /// <summary>Adds messages under <paramref name="field"/>, such as <c>shippingAddress.city</c>.</summary>
    public void Validate(Errors errors, string field)
    {
        errors.Text(field + ".name", Name, 120, "a name");
        errors.Text(field + ".line1", Line1, 200, "a street and number");
        errors.Text(field + ".line2", Line2, 200, "the rest of the address", required: false);
        errors.Text(field + ".city", City, 120, "a city");
        errors.Text(field + ".postalCode", PostalCode, 20, "a postal code", required: false);
        errors.Text(field + ".region", Region, 120, "a region", required: false);
        errors.Text(field + ".phone", Phone, 40, "a phone number", required: false);
        if (string.IsNullOrWhiteSpace(Country)) errors.Add(field + ".country", "Choose a country.");
        else errors.If(!Countries.IsKnown(Code), field + ".country", "This is no country's two-letter code (ISO 3166-1).");
        foreach (var (name, text) in new[] { ("name", Name), ("line1", Line1), ("line2", Line2), ("city", City), ("postalCode", PostalCode), ("region", Region), ("phone", Phone) })
            errors.If(text?.Any(char.IsControl) == true, $"{field}.{name}", "Write this in one line.");
    }

    /// <summary>The address; call after <see cref="Validate"/>.</summary>
    public Address ToAddress() => new()
    {
        Name = Trim(Name),
        Line1 = Trim(Line1),
        Line2 = Trim(Line2),
        City = Trim(City),
        PostalCode = Trim(PostalCode),
        Region = Trim(Region),
        Country = Code ?? "",
        Phone = Trim(Phone)
    };

    private string? Code => Country?.Trim().ToUpperInvariant();

    private static string Trim(string? text) => text?.Trim() ?? "";
}
