namespace Orion.Framework.Currencies;

/// <summary>Marks text that is an amount in the store's currency: in JSON with a point, in a form as the store's language writes it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AmountTextAttribute : Attribute;
