using Carter;
using Orion.Features.Catalog;
using Orion.Features.Orders.Carts;

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
}
