using Orion.Framework.Regions;

namespace Orion.Features.Orders.Checkout;

/// <summary>Where something shall go, as it was typed. What is asked for follows the country.</summary>
/// <param name="Region">A state or the like, by code or name.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record AddressInput(
    string? Name = null, string? Line1 = null, string? Line2 = null, string? District = null, string? City = null, string? PostalCode = null,
    string? Region = null, string? Country = null, string? Phone = null)
{
    /// <summary>Adds messages under <paramref name="field"/>, such as <c>shippingAddress.city</c>.</summary>
    public void Validate(Errors errors, string field)
    {
        var format = Countries.FormatOf(Code);
        errors.Text(field + ".name", Name, 120, "a name");
        errors.Text(field + ".line1", Line1, 200, "an address");
        errors.Text(field + ".line2", Line2, 200, "the rest of the address", required: false);
        errors.Text(field + ".district", District, 120, Named(format, AddressPart.District), required: false);
        errors.Text(field + ".city", City, 120, Named(format, AddressPart.City), format.Requires(AddressPart.City));
        errors.Text(field + ".postalCode", PostalCode, 20, Named(format, AddressPart.PostalCode), format.Requires(AddressPart.PostalCode));
        errors.Text(field + ".phone", Phone, 40, "a phone number", required: false);
        ValidateRegion(errors, field + ".region", format);
        if (PostalCode is { Length: <= 20 } code && !string.IsNullOrWhiteSpace(code) && format.Has(AddressPart.PostalCode))
            errors.If(format.NormalisePostalCode(code) is null, field + ".postalCode",
                $"Enter {Named(format, AddressPart.PostalCode)} of {format.CountryName}, such as {format.PostalCodeExample}.");
        if (string.IsNullOrWhiteSpace(Country)) errors.Add(field + ".country", "Choose a country.");
        else errors.If(!Countries.IsKnown(Code), field + ".country", "This isn't a valid two-letter country code (ISO 3166-1).");
        foreach (var (name, text) in new[]
            {
                ("name", Name), ("line1", Line1), ("line2", Line2), ("district", District), ("city", City), ("postalCode", PostalCode),
                ("region", Region), ("phone", Phone)
            })
            errors.If(text?.Any(char.IsControl) == true, $"{field}.{name}", "Write this in one line.");
    }

    /// <summary>
    /// The address in the spelling of its country; call after <see cref="Validate"/>. Postal codes and regions are left out where the
    /// country's addresses have none: they would mean nothing there.
    /// </summary>
    public Address ToAddress()
    {
        var format = Countries.FormatOf(Code);
        return new Address
        {
            Name = Trim(Name),
            Line1 = Trim(Line1),
            Line2 = Trim(Line2),
            District = Trim(District),
            City = Trim(City),
            PostalCode = format.Has(AddressPart.PostalCode) && Trim(PostalCode) is { Length: > 0 } code ? format.NormalisePostalCode(code) ?? code : "",
            Region = format.Has(AddressPart.Region) ? format.FindRegion(Trim(Region))?.Code ?? Trim(Region) : "",
            Country = Code ?? "",
            Phone = Trim(Phone)
        };
    }

    private void ValidateRegion(Errors errors, string field, AddressFormat format)
    {
        if (!format.Has(AddressPart.Region)) return;
        var name = Named(format, AddressPart.Region);
        if (format.Regions.Count == 0) errors.Text(field, Region, 120, name, format.Requires(AddressPart.Region));
        else if (string.IsNullOrWhiteSpace(Region)) errors.If(format.Requires(AddressPart.Region), field, $"Choose {name}.");
        else errors.If(format.FindRegion(Region) is null, field, $"Choose {name} of {format.CountryName}.");
    }

    private string? Code => Country?.Trim().ToUpperInvariant();

    /// <summary>The part as a sentence names it: <c>a ZIP code</c>, <c>an Eircode</c>.</summary>
    private static string Named(AddressFormat format, AddressPart part)
    {
        var label = format.LabelOf(part);
        var word = label.StartsWith("ZIP", StringComparison.Ordinal) || label.StartsWith("PIN", StringComparison.Ordinal) || label == "Eircode"
            ? label : char.ToLowerInvariant(label[0]) + label[1..];
        return ("aeioAEIO".Contains(word[0], StringComparison.Ordinal) ? "an " : "a ") + word;
    }

    private static string Trim(string? text) => text?.Trim() ?? "";
}
