using Orion.Framework.Regions;

namespace Orion.Features.Orders;

/// <summary>An address with its label, as callers see it.</summary>
/// <param name="Region">The code of a state or the like, such as <c>ME</c>; text where the country has no list of them.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Lines">The label, as the country writes it.</param>
public sealed record WrittenAddress(
    string Name, string Line1, string Line2, string District, string City, string PostalCode, string Region, string Country, string CountryName,
    string Phone, IReadOnlyList<string> Lines)
{
    public static WrittenAddress Of(Address address) => new(
        address.Name, address.Line1, address.Line2, address.District, address.City, address.PostalCode, address.Region, address.Country,
        Countries.NameOf(address.Country), address.Phone, address.ToLines());

    /// <summary>Whether it reads the same.</summary>
    public bool IsSameAs(WrittenAddress other) => Phone == other.Phone && Lines.SequenceEqual(other.Lines);
}
