using Carter;
using Microsoft.AspNetCore.Mvc;
using Orion.Features.Catalog;
using Orion.Features.Orders.Checkout;
using Orion.Features.Payments;
using Orion.Framework.Currencies;

namespace Orion.Features.Orders.Shop;

/// <summary>The checkout on one page, and the page of an order.</summary>
public sealed class CheckoutPages : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var pages = app.Shop("orders").Public().Pages;
        pages.Get("/checkout", Show);
        pages.Post("/checkout", Place).OwnTransactions().Form(Show);
        pages.Post("/checkout/address", Revise);
        pages.Get("/orders/{token}", ShowOrder);
    }

    private static async Task<Answer<ShowCheckout.Result>> Show(
        [FromQuery(Name = "shippingAddress.country")] string? country, [FromQuery] string? shippingMethod, OrionDb db, IStock stock,
        RequestContext request, PaymentGateways gateways, IHostEnvironment environment, CancellationToken stop) => new(
            await new ShowCheckout(country, shippingMethod).RunAsync(db, stock, request, gateways, environment.IsDevelopment(), stop),
            m => CheckoutPage.Create(m), m => _Delivery.Create(m));

    private static async Task<Answer<PlacedOrder>> Place(
        PlaceOrder place, CheckoutFlow checkout, RequestContext request, HttpContext http, CancellationToken stop)
    {
        var outcome = await checkout.RunAsync(request.CartToken, key: null, place with { ExpectedTotal = SeenTotal(request, place) }, stop);
        // The cart is forgotten once it is an order, also by the browser's other tabs.
        if (outcome.Refusal is { Status: StatusCodes.Status404NotFound })
            return Refusal.Conflict("cart_empty", "Your cart is empty. If you've just placed this order in another tab, we've emailed you a confirmation.");
        if (outcome.Value is not { } placed) return outcome.Refusal!;
        if (placed.Order.Number is not null) CartCookie.Forget(http, request);
        return new Answer<PlacedOrder>(placed.Order).Then(request.Href.Shop("/orders/" + placed.Order.Token));
    }

    /// <summary>The same checkout with the fields of another country, and with all that was typed so far. Nothing is stored.</summary>
    private static async Task<Answer<ShowCheckout.Result>> Revise(
        DraftOrder draft, OrionDb db, IStock stock, RequestContext request, PaymentGateways gateways, IHostEnvironment environment, CancellationToken stop)
    {
        request.Form = new FormState(request.Typed, FormState.Empty.Errors);
        return new Answer<ShowCheckout.Result>(
            await new ShowCheckout(draft.ShippingAddress?.Country, draft.ShippingMethod).RunAsync(
                db, stock, request, gateways, environment.IsDevelopment(), stop),
            m => CheckoutPage.Create(m), m => _CheckoutAddress.Create(m));
    }

    private static async Task<Answer<PlacedOrder>> ShowOrder(string token, OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await new ShowPlacedOrder(token).RunAsync(db, request, stop), m => OrderPage.Create(m), m => _Order.Create(m));

    /// <summary>
    /// The total that stood beside the way of sending that was chosen. Without JavaScript the page's own total is that of the way
    /// that was chosen first, so each way brings the total that the shopper saw beside it.
    /// </summary>
    private static MoneyInput? SeenTotal(RequestContext request, PlaceOrder place)
    {
        var form = new FormState(request.Typed, FormState.Empty.Errors);
        for (var i = 0; form.Value($"seen[{i}].method") is { } method; i++)
            if (method == place.ShippingMethod && form.Value($"seen[{i}].total") is { } total)
                return new MoneyInput(total, request.Store.Currency);
        return null;
    }
}
