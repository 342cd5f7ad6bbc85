namespace Orion.Features.Orders;

/// <summary>Where something goes. All text as typed.</summary>
public sealed class Address
{
    public string Name { get; init; } = "";

    public string Line1 { get; init; } = "";

    public string Line2 { get; init; } = "";

    public string City { get; init; } = "";

    public string PostalCode { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; init; } = "";

    public string Phone { get; init; } = "";

    /// <summary>Whether it is the same, letter by letter.</summary>
    public bool IsSameAs(Address other) =>
        (Name, Line1, Line2, City, PostalCode, Region, Country, Phone)
        == (other.Name, other.Line1, other.Line2, other.City, other.PostalCode, other.Region, other.Country, other.Phone);
}
