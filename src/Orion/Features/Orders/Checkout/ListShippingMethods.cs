using Orion.Features.Catalog;
using Orion.Features.Orders.Carts;
using Orion.Framework.Currencies;
using Orion.Framework.Regions;

namespace Orion.Features.Orders.Checkout;

/// <summary>The ways in which a cart can be sent to a country, with what the whole would cost.</summary>
/// <param name="Country">ISO 3166-1 alpha-2; the store's own when none is given.</param>
public sealed record ListShippingMethods(string? Country = null)
{
    /// <summary>The ways, in the merchant's order; empty where nothing goes to that country.</summary>
    public sealed record Result(string Country, IReadOnlyList<Row> Items);

    /// <summary>A way of sending.</summary>
    /// <param name="Price">What sending costs.</param>
    /// <param name="Tax">The tax of the whole order, sent in this way.</param>
    /// <param name="Total">What the whole order costs, sent in this way.</param>
    public sealed record Row(string Code, string Name, string Description, Money Price, Money Tax, Money Total);

    public async Task<Outcome<Result>> RunAsync(
        string token, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        if (await CartDoor.FindAsync(db, request, token, stop) is not { } cart) return Refusal.NotFound("cart");
        var country = string.IsNullOrWhiteSpace(Country) ? request.Store.Country : Country.Trim().ToUpperInvariant();
        if (!Countries.IsKnown(country)) return Refusal.Invalid("country", "This isn't a valid two-letter country code (ISO 3166-1).");
        var content = await CartContent.ReadAsync(db, stock, cart.Id, cart.Token, stop);
        return Of(await ShippingOffer.ReadAsync(db, request, stop), content, country);
    }

    /// <summary>What a store offers for a cart's content.</summary>
    internal static Result Of(ShippingOffer offer, CartContent content, string country) => new(country,
    [
        .. offer.To(country).Select(method =>
        {
            var totals = offer.TotalsFor(content, method, country);
            return new Row(method.Code, method.Name, method.Description, totals.Shipping, totals.Tax, totals.Total);
        })
    ]);
}
