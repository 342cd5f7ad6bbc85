using Carter;
using Orion.Features.Catalog;
using Orion.Features.Orders.Carts;

namespace Orion.Features.Orders.Shop;

/// <summary>The cart as a page, and beside other pages.</summary>
public sealed class CartPages : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var pages = app.Shop("orders").Public().Pages;
        pages.Get("/cart", Show);
        pages.Post("/cart/items", Add).Form(Show);
        pages.Patch("/cart/items/{itemId:guid}", Change).Form(Show);
        pages.Delete("/cart/items/{itemId:guid}", Remove).Form(Show);
    }

    private static async Task<Answer<ShowCart.Result>> Show(OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        Answered(await new ShowCart(request.CartToken).RunOrEmptyAsync(db, stock, request, stop));

    private static async Task<Answer<ShowCart.Result>> Add(
        AddCartItem add, OrionDb db, IStock stock, RequestContext request, HttpContext http, CancellationToken stop)
    {
        var token = await CartCookie.OpenAsync(http, db, request, stop);
        return Answered(await add.RunAsync(token, db, stock, request, stop)).Then(request.Href.Shop("/cart"), request.IsFragment ? null : "It is in your cart.");
    }

    private static async Task<Answer<ShowCart.Result>> Change(
        Guid itemId, ChangeCartItem change, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        Answered(await change.RunAsync(request.CartToken, itemId, db, stock, request, stop)).Then(request.Href.Shop("/cart"));

    private static async Task<Answer<ShowCart.Result>> Remove(
        Guid itemId, OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        Answered(await new RemoveCartItem(itemId).RunAsync(request.CartToken, db, stock, request, stop)).Then(request.Href.Shop("/cart"));

    private static Answer<ShowCart.Result> Answered(Outcome<ShowCart.Result> cart) => new(cart, m => CartPage.Create(m), m => _CartPanel.Create(m));
}
