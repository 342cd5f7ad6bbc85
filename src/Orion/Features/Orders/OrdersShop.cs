using Carter;
using Microsoft.AspNetCore.Mvc;
using Orion.Features.Catalog;
using Orion.Features.Orders.Carts;
using Orion.Features.Orders.Checkout;

namespace Orion.Features.Orders;

/// <summary>Cart, checkout and a shopper's own orders, in the shop.</summary>
public sealed class OrdersShop : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var shop = app.Shop("orders").Public();
        shop.Api.Post("/carts", Open).Describe("Begins an empty cart.");
        shop.Api.Get("/carts/{token}", Show).Describe("A cart at today's prices.");
        shop.Api.Post("/carts/{token}/items", Add).Describe("Puts something into a cart; the same variant adds up.");
        shop.Api.Patch("/carts/{token}/items/{itemId:guid}", Change).Describe("Sets how many of a line are wanted.");
        shop.Api.Delete("/carts/{token}/items/{itemId:guid}", Remove).Describe("Takes a line out of a cart.");
        shop.Api.Get("/carts/{token}/shipping-methods", ListMethods).Describe("How a cart can be sent to a country, and what the whole costs.");
        shop.Api.Post("/carts/{token}/order", Place).OwnTransactions()
            .Describe("Orders a cart: 201, the same again 200 with the same order, something else 409 with that order, 202 while the payment is undecided.");
        shop.Api.Get("/countries", ListAll).Describe("All countries, and whether the store ships there.");
        shop.Api.Get("/address-format", ShowFormat).Describe("How addresses are written in a country: what is asked for, in its order.");
        shop.Api.Get("/orders/{token}", ShowOrder).Describe("An order, for whoever has its token.");
    }

    private static async Task<Answer<ShowCart.Result>> Open(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var cart = await OpenCart.RunAsync(db, request, stop);
        return new Answer<ShowCart.Result>(cart).Created(request.Href.Api(Face.Shop, $"/carts/{cart.Token}"));
    }

    private static async Task<Answer<ShowCart.Result>> Show(
        string token, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new(await new ShowCart(token).RunAsync(db, stock, request, stop));

    private static async Task<Answer<ShowCart.Result>> Add(
        string token, AddCartItem add, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new Answer<ShowCart.Result>(await add.RunAsync(token, db, stock, request, stop)).WithStatus(StatusCodes.Status201Created);

    private static async Task<Answer<ShowCart.Result>> Change(
        string token, Guid itemId, ChangeCartItem change, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new(await change.RunAsync(token, itemId, db, stock, request, stop));

    private static async Task<Answer<ShowCart.Result>> Remove(
        string token, Guid itemId, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new(await new RemoveCartItem(itemId).RunAsync(token, db, stock, request, stop));

    private static async Task<Answer<ListShippingMethods.Result>> ListMethods(
        string token, [AsParameters] ListShippingMethods list, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        new(await list.RunAsync(token, db, stock, request, stop));

    private static async Task<Answer<PlacedOrder>> Place(
        string token, PlaceOrder place, [FromHeader(Name = "Idempotency-Key")] string? key, CheckoutFlow checkout, RequestContext request,
        CancellationToken stop)
    {
        var outcome = await checkout.RunAsync(token, key, place, stop);
        if (outcome.Value is not { } placed) return outcome.Refusal!;
        var answer = new Answer<PlacedOrder>(placed.Order);
        return placed switch
        {
            { Order.Number: null } => answer.WithStatus(StatusCodes.Status202Accepted),
            { IsNew: true } => answer.Created(request.Href.Api(Face.Shop, $"/orders/{placed.Order.Token}")),
            _ => answer
        };
    }

    private static async Task<Answer<ListCountries.Result>> ListAll(OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await ListCountries.RunAsync(db, request, stop));

    private static async Task<Answer<ShowAddressFormat.Result>> ShowFormat(
        [AsParameters] ShowAddressFormat show, OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await show.RunAsync(db, request, stop));

    private static async Task<Answer<PlacedOrder>> ShowOrder(string token, OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await new ShowPlacedOrder(token).RunAsync(db, request, stop));
}
