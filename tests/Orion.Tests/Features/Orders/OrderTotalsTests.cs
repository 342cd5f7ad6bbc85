using CsCheck;
using Orion.Features.Orders;
using Orion.Framework.Currencies;

namespace Orion.Tests.Features.Orders;

public sealed class OrderTotalsTests
{
    private static readonly Gen<OrderLine> Lines = Gen.Select(
        Gen.Long[0, 5_000_000], Gen.Int[1, 999], Gen.Bool,
        (price, quantity, taxable) => new OrderLine(
            Guid.Empty, Guid.Empty, "", "", "", new Dictionary<string, string>(), null, quantity, new Money(price, "XXX"), taxable));

    private static readonly Gen<(string, decimal)> Rates = Gen.Int[0, 300_000].Select(r => ("Tax", r / 1_000_000m));

    [Fact]
    public void Subtotal_and_shipping_and_tax_are_the_total_in_every_currency()
    {
        Gen.Select(
            Gen.Int[0, 2].Select(i => new[] { "JPY", "USD", "KWD" }[i]), Lines.List[1, 12], Gen.Long[0, 100_000], Rates.List[0, 3],
            Gen.Bool.Select(total => total ? TaxRounding.PerTotal : TaxRounding.PerLine)).Sample(
            (currency, drawn, sending, rates, rounding) =>
            {
                List<OrderLine> lines = [.. drawn.Select(l => l with { UnitPrice = l.UnitPrice with { Currency = currency } })];

                var totals = OrderTotals.Reckon(currency, lines, new Money(sending, currency), rates, rounding);

                Assert.Equal(totals.Total, totals.Subtotal + totals.Shipping + totals.Tax);
                Assert.Equal(lines.Sum(l => l.UnitPrice.Amount * l.Quantity), totals.Subtotal.Amount);
                Assert.Equal(totals.Taxes.Sum(t => t.Amount.Amount), totals.Tax.Amount);
                // A rounded tax is off by at most half a unit for each thing that was rounded.
                var exact = totals.Taxes.Sum(t => t.Taxable.Amount * t.Rate);
                Assert.True(Math.Abs(exact - totals.Tax.Amount) <= 0.5m * rates.Count * (lines.Count + 1) + rates.Count);
                Assert.True(Money.TryParse(totals.Total.ToDecimalString(), currency, out var read) && read == totals.Total);
            }, iter: 100_000);
    }
}
