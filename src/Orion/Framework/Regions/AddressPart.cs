namespace Orion.Framework.Regions;

/// <summary>The parts of an address that a country's post may ask for, beside the country itself.</summary>
public enum AddressPart
{
    /// <summary>Whoever receives it.</summary>
    Name,

    /// <summary>Street and number, and what is needed beyond: one or more lines.</summary>
    Street,

    /// <summary>A part of a city that the post names: a suburb, neighbourhood or townland.</summary>
    District,

    /// <summary>The city, post town or village.</summary>
    City,

    /// <summary>The state, province, prefecture or county.</summary>
    Region,

    /// <summary>The postal code.</summary>
    PostalCode
}
