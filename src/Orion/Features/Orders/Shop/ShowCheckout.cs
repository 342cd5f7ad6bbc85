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
        var countries = offer.Countries(request.Store.Country);
        var wanted = (request.Form.Value("shippingAddress.country") ?? Country)?.Trim().ToUpperInvariant();
        var country = wanted is not null && Countries.IsKnown(wanted) ? wanted
            : countries is [var first, ..] ? first.Country : request.Store.Country;
        IReadOnlyList<ListShippingMethods.Row> methods = [];
        if (cart is { Token: { } token, Items.Count: > 0 })
        {
            var listed = await new ListShippingMethods(country).RunAsync(token, db, stock, request, stop);
            if (listed.Value is not { } found) return listed.Refusal!;
            methods = found.Items;
        }

        var billing = request.Form.Value("billingAddress.country")?.Trim().ToUpperInvariant();
        var method = request.Form.Value("shippingMethod") ?? Method;
        var chosen = methods.FirstOrDefault(m => m.Code == method) ?? (methods.Count > 0 ? methods[0] : null);
        return new Result(
            cart, await FindOrderAsync(db, request, stop), country,
            countries,
            billing is not null && Countries.IsKnown(billing) ? billing : country,
            methods, chosen, gateways.Open.FirstOrDefault()?.Provider, offersOutcomes);
    }

    /// <summary>The order that this cart became, or is becoming, when a further one was refused for it.</summary>
    private static async Task<MadeOrder?> FindOrderAsync(OrionDb db, RequestContext request, CancellationToken stop) =>
        request.Form.WasRefused && await CartDoor.FindAsync(db, request, request.CartToken, stop) is { } cart
            ? await db.Set<Order>().AsNoTracking().Where(o => o.CartId == cart.Id && o.Status != OrderStatus.Abandoned)
                .Select(o => new MadeOrder(o.Number, o.Token)).FirstOrDefaultAsync(stop)
            : null;

    /// <summary>An order that exists already.</summary>
    /// <param name="Number">Null while it is being paid for.</param>
    public sealed record MadeOrder(long? Number, string Token);

    /// <summary>The checkout.</summary>
    /// <param name="Made">The order that was made of this cart already.</param>
    /// <param name="Country">Where it goes.</param>
    /// <param name="Countries">Where the store ships to, by name, its own country first.</param>
    /// <param name="BillingCountry">Where the bill goes, if it goes elsewhere.</param>
    /// <param name="Methods">How it can go there.</param>
    /// <param name="Chosen">How it goes; null where nothing goes there.</param>
    /// <param name="Provider">Who takes the money; null where nobody does, and nothing can be ordered.</param>
    /// <param name="OffersOutcomes">Whether the shopper may tell the test gateway what to do.</param>
    public sealed record Result(
        ShowCart.Result Cart, MadeOrder? Made, string Country, IReadOnlyList<AddressFormat> Countries, string BillingCountry,
        IReadOnlyList<ListShippingMethods.Row> Methods, ListShippingMethods.Row? Chosen, string? Provider,
        bool OffersOutcomes)
    {
        /// <summary>The fields of the shipping address.</summary>
        public AddressForm ShippingForm => new("shippingAddress", "shipping", Framework.Regions.Countries.FormatOf(Country));

        /// <summary>The fields of the billing address.</summary>
        public AddressForm BillingForm => new("billingAddress", "billing", Framework.Regions.Countries.FormatOf(BillingCountry));
    }
}
