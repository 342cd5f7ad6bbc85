using Orion.Features.Catalog;
using Orion.Features.Orders.Carts;
using Orion.Features.Orders.Checkout;
using Orion.Features.Payments;
using Orion.Framework.Regions;

namespace Orion.Features.Orders.Shop;

/// <summary>Everything that the checkout shows: the cart, where it may go, how, and what the whole costs.</summary>
/// <param name="Country">Where it shall go; the store's own country when nothing was chosen.</param>
/// <param name="Method">How it shall be sent; the first way when nothing was chosen.</param>
public sealed record ShowCheckout(string? Country, string? Method)
{
    public async Task<Outcome<Result>> RunAsync(
        OrionDb db, IStock stock, RequestContext request, PaymentGateways gateways, bool offersOutcomes, CancellationToken stop)
    {
        var cart = await new ShowCart(request.CartToken).RunOrEmptyAsync(db, stock, request, stop);
        var offer = await ShippingOffer.ReadAsync(db, request, stop);
        List<string> countries = [.. offer.Countries];
        var wanted = (request.Form.Value("shippingAddress.country") ?? Country)?.Trim().ToUpperInvariant();
        var country = wanted is not null && Countries.IsKnown(wanted) ? wanted
            : countries.Contains(request.Store.Country) ? request.Store.Country : countries[0];
        IReadOnlyList<ListShippingMethods.Row> methods = [];
        if (cart is { Token: { } token, Items.Count: > 0 })
        {
            var listed = await new ListShippingMethods(country).RunAsync(token, db, stock, request, stop);
            if (listed.Value is not { } found) return listed.Refusal!;
            methods = found.Items;
        }

        var method = request.Form.Value("shippingMethod") ?? Method;
        var chosen = methods.FirstOrDefault(m => m.Code == method) ?? (methods.Count > 0 ? methods[0] : null);
        return new Result(
            cart, country,
            [.. countries.Select(c => (c, Countries.NameOf(c))).OrderByDescending(c => c.c == request.Store.Country).ThenBy(c => c.Item2, StringComparer.Ordinal)],
            methods, chosen, gateways.Open.FirstOrDefault()?.Provider, offersOutcomes);
    }

    /// <summary>The checkout.</summary>
    /// <param name="Country">Where it goes.</param>
    /// <param name="Countries">Where the store sends to, code and name, its own country first.</param>
    /// <param name="Methods">How it can go there.</param>
    /// <param name="Chosen">How it goes; null where nothing goes there.</param>
    /// <param name="Provider">Who takes the money; null where nobody does, and nothing can be ordered.</param>
    /// <param name="OffersOutcomes">Whether the shopper may tell the test gateway what to do.</param>
    public sealed record Result(
        ShowCart.Result Cart, string Country, IReadOnlyList<(string Code, string Name)> Countries,
        IReadOnlyList<ListShippingMethods.Row> Methods, ListShippingMethods.Row? Chosen, string? Provider,
        bool OffersOutcomes);
}
