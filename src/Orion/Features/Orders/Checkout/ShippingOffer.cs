using Orion.Features.Orders.Carts;
using Orion.Framework.Currencies;
using Orion.Framework.Regions;

namespace Orion.Features.Orders.Checkout;

/// <summary>The ways in which a store sends, and what tax it adds, by country.</summary>
public sealed record ShippingOffer(IReadOnlyList<ShippingMethod> Methods, IReadOnlyList<TaxRate> Rates, string Currency)
{
    /// <summary>Reads what a store offers. One that has set up nothing yet sends everywhere at no charge.</summary>
    public static async Task<ShippingOffer> ReadAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var methods = await db.Set<ShippingMethod>().AsNoTracking().OrderBy(m => m.Position).ThenBy(m => m.Code).ToListAsync(stop);
        if (methods.Count == 0)
            methods.Add(ShippingMethod.Offer("standard", "Standard shipping", "", Money.Zero(request.Store.Currency), null, [], 0));
        var rates = await db.Set<TaxRate>().AsNoTracking().OrderBy(r => r.Name).ToListAsync(stop);
        return new ShippingOffer(methods, rates, request.Store.Currency);
    }

    /// <summary>The countries that anything goes to, by name; <paramref name="first"/> before the others, if it is one of them.</summary>
    public IReadOnlyList<AddressFormat> Countries(string first) =>
        [.. Framework.Regions.Countries.All.Where(c => To(c.Country).Any()).OrderByDescending(c => c.Country == first)];

    /// <summary>What goes to a country.</summary>
    public IEnumerable<ShippingMethod> To(string country) => Methods.Where(m => m.GoesTo(country));

    /// <summary>What goods cost when they are sent to a country in this way.</summary>
    public OrderTotals TotalsFor(CartContent content, ShippingMethod method, string country)
    {
        List<OrderLine> goods = [.. content.Goods];
        var subtotal = goods.Aggregate(Money.Zero(Currency), (sum, line) => sum + (line.UnitPrice * line.Quantity));
        return OrderTotals.Reckon(Currency, goods, CostFor(content, method, subtotal),
            [.. Rates.Where(r => r.Country == country).Select(r => (r.Name, r.Rate))], TaxRounding.PerLine);
    }

    /// <summary>What sending costs; nothing where nothing is sent.</summary>
    public static Money CostFor(CartContent content, ShippingMethod method, Money subtotal) =>
        content.Lines.Any(l => l is { IsForSale: true, NeedsShipping: true }) ? method.CostFor(subtotal) : Money.Zero(subtotal.Currency);
}
