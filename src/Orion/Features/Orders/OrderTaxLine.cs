using Orion.Framework.Currencies;

namespace Orion.Features.Orders;

/// <summary>A tax that is part of an order's total.</summary>
[Unaudited("Written once with its order and never changed.")]
public sealed class OrderTaxLine : IStoreOwned
{
    private OrderTaxLine()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrderId { get; private set; }

    public string Name { get; private set; } = "";

    public decimal Rate { get; private set; }

    /// <summary>What the rate was applied to.</summary>
    public Money Taxable { get; private set; }

    public Money Amount { get; private set; }

    public static OrderTaxLine Of(Guid orderId, TaxAmount tax) =>
        new() { OrderId = orderId, Name = tax.Name, Rate = tax.Rate, Taxable = tax.Taxable, Amount = tax.Amount };
}
