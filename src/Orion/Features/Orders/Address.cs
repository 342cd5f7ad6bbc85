using Orion.Framework.Regions;

namespace Orion.Features.Orders;

/// <summary>
/// Where something goes. New ones are in the spelling of their country (<see cref="Checkout.AddressInput"/>); old ones are as they were typed.
/// </summary>
public sealed class Address
{
    public string Name { get; init; } = "";

    public string Line1 { get; init; } = "";

    public string Line2 { get; init; } = "";

    /// <summary>A part of the city, where the country's addresses name one.</summary>
    public string District { get; init; } = "";

    public string City { get; init; } = "";

    public string PostalCode { get; init; } = "";

    /// <summary>The code of a state or the like (<see cref="AddressRegion.Code"/>); text where the country has no list of them.</summary>
    public string Region { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; init; } = "";

    public string Phone { get; init; } = "";

    /// <summary>The lines of its label, as its country writes them, the country last.</summary>
    public IReadOnlyList<string> ToLines() =>
    [
        .. Countries.FormatOf(Country).Write(new Dictionary<AddressPart, string>
        {
            [AddressPart.Name] = Name,
            [AddressPart.Street] = Line2.Length > 0 ? $"{Line1}\n{Line2}" : Line1,
            [AddressPart.District] = District,
            [AddressPart.City] = City,
            [AddressPart.Region] = Region,
            [AddressPart.PostalCode] = PostalCode
        }),
        Countries.NameOf(Country)
    ];
}
