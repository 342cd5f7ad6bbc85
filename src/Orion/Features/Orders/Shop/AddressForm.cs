namespace Orion.Features.Orders.Shop;

/// <summary>The fields of an address: the name that they begin with, and what browsers call this address.</summary>
/// <param name="Field">Such as <c>billingAddress</c>.</param>
/// <param name="Kind"><c>shipping</c> or <c>billing</c>. Source: HTML, 4.10.18.7, Autofill.</param>
public sealed record AddressForm(string Field, string Kind);
