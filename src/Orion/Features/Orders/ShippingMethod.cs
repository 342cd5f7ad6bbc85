using Orion.Framework.Currencies;

namespace Orion.Features.Orders;

/// <summary>A way of sending an order, and what it costs.</summary>
[NeverTaken("ix_shipping_methods_store_id_code", "Made with the store, by nobody else.")]
public sealed class ShippingMethod : IStoreOwned
{
    private ShippingMethod()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Description { get; private set; } = "";

    public Money Price { get; private set; }

    /// <summary>From this subtotal on it costs nothing, in minor units; null for never.</summary>
    public long? FreeFrom { get; private set; }

    /// <summary>Where it goes, ISO 3166-1 alpha-2; empty for everywhere.</summary>
    public string[] Countries { get; private set; } = [];

    public int Position { get; private set; }

    public static ShippingMethod Offer(
        string code, string name, string description, Money price, long? freeFrom, IEnumerable<string> countries, int position) => new()
        {
            Code = code,
            Name = name,
            Description = description,
            Price = price,
            FreeFrom = freeFrom,
            Countries = [.. countries],
            Position = position
        };

    /// <summary>Whether it goes to a country.</summary>
    public bool GoesTo(string country) => Countries.Length == 0 || Countries.Contains(country);

    /// <summary>What it costs for goods of this value.</summary>
    public Money CostFor(Money subtotal) => FreeFrom is { } from && subtotal.Amount >= from ? Money.Zero(Price.Currency) : Price;
}

/// <summary>A tax on sales to a country, added to prices.</summary>
[NeverTaken("ix_tax_rates_store_id_country_name", "Made with the store, by nobody else.")]
public sealed class TaxRate : IStoreOwned
{
    private TaxRate()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public string Country { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Such as 0.0850 for 8.5 %.</summary>
    public decimal Rate { get; private set; }

    public static TaxRate In(string country, string name, decimal rate) => new() { Country = country, Name = name, Rate = rate };
}
