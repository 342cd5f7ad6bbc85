using Orion.Framework.Currencies;

namespace Orion.Features.Orders;

/// <summary>One tax of an order.</summary>
public sealed record TaxAmount(string Name, decimal Rate, Money Taxable, Money Amount);

/// <summary>
/// What an order costs, to the minor unit: subtotal + shipping + tax = total, always. Tax is added to prices, on taxable lines
/// and on shipping, rounded half up by the store's rule.
/// </summary>
public sealed record OrderTotals(Money Subtotal, Money Shipping, Money Tax, Money Total, IReadOnlyList<TaxAmount> Taxes, TaxRounding Rounding)
{
    /// <summary>More than an order may cost: what is above can neither be written down nor paid.</summary>
    public static readonly Refusal TooDear = Refusal.Conflict("too_dear", "This is more than one order may cost. Order less at once.");

    /// <summary>Reckons the totals of priced lines.</summary>
    public static OrderTotals Reckon(
        string currency, IReadOnlyList<OrderLine> lines, Money shipping, IReadOnlyList<(string Name, decimal Rate)> rates, TaxRounding rounding)
    {
        var subtotal = lines.Aggregate(Money.Zero(currency), (sum, line) => sum + (line.UnitPrice * line.Quantity));
        List<Money> taxable = [.. lines.Where(l => l.IsTaxable).Select(l => l.UnitPrice * l.Quantity)];
        if (shipping.Amount > 0) taxable.Add(shipping);
        var taxableSum = taxable.Aggregate(Money.Zero(currency), (sum, amount) => sum + amount);
        List<TaxAmount> taxes = [];
        foreach (var (name, rate) in rates)
        {
            var amount = rounding == TaxRounding.PerTotal
                ? taxableSum.Times(rate)
                : taxable.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Times(rate));
            if (amount.Amount > 0) taxes.Add(new TaxAmount(name, rate, taxableSum, amount));
        }

        var tax = taxes.Aggregate(Money.Zero(currency), (sum, t) => sum + t.Amount);
        return new OrderTotals(subtotal, shipping, tax, subtotal + shipping + tax, taxes, rounding);
    }
}
