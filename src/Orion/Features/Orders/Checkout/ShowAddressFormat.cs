using Orion.Framework.Regions;

namespace Orion.Features.Orders.Checkout;

/// <summary>How addresses are written in a country: what a form asks for, in its order.</summary>
/// <param name="Country">ISO 3166-1 alpha-2; the store's own when none is given.</param>
public sealed record ShowAddressFormat(string? Country = null)
{
    /// <summary>A country.</summary>
    /// <param name="Fields">What an address there has, in the order in which it is written.</param>
    public sealed record Result(string Country, string Name, bool IsShippedTo, IReadOnlyList<Field> Fields);

    /// <summary>A part of an address.</summary>
    /// <param name="Name">The member of an address, such as <c>postalCode</c>.</param>
    /// <param name="Label">What it is called there.</param>
    /// <param name="Line">Parts of the same line stand beside each other.</param>
    /// <param name="Example">A postal code of the country.</param>
    /// <param name="Choices">What it may be, where only certain values are taken.</param>
    public sealed record Field(string Name, string Label, bool IsRequired, int Line, string? Example, IReadOnlyList<Choice>? Choices);

    /// <summary>A state or the like.</summary>
    public sealed record Choice(string Code, string Name);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var code = string.IsNullOrWhiteSpace(Country) ? request.Store.Country : Country.Trim().ToUpperInvariant();
        if (!Countries.IsKnown(code)) return Refusal.Invalid("country", "This isn't a valid two-letter country code (ISO 3166-1).");
        var format = Countries.FormatOf(code);
        var offer = await ShippingOffer.ReadAsync(db, request, stop);
        return new Result(code, format.CountryName, offer.To(code).Any(), [.. format.Lines.SelectMany((line, i) => line.Select(p => FieldOf(format, p, i + 1)))]);
    }

    private static Field FieldOf(AddressFormat format, AddressPart part, int line) => new(
        part switch
        {
            AddressPart.Name => "name",
            AddressPart.Street => "line1",
            AddressPart.District => "district",
            AddressPart.City => "city",
            AddressPart.Region => "region",
            _ => "postalCode"
        },
        format.LabelOf(part), format.Requires(part), line, part == AddressPart.PostalCode ? format.PostalCodeExample : null,
        part == AddressPart.Region && format.Regions.Count > 0 ? [.. format.Regions.Select(r => new Choice(r.Code, r.Name))] : null);
}
