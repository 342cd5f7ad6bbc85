using Carter;
using Orion.Framework.Jobs;

namespace Orion.Features.Orders.Store;

/// <summary>Orders in the merchant's dashboard.</summary>
public sealed class OrdersStore : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var store = app.Store("orders").Requires("orders.view");
        store.Get("/orders", List).Describe("The store's orders, newest first.");
        store.Get("/orders/{number:long}", Show).Describe("One order with what happened to it.");
        store.Post("/orders/{number:long}/fulfillments", Fulfill).Form(Show).Requires("orders.fulfill").Describe("Marks all of an order as sent.");
        store.Post("/orders/{number:long}/mails", SendMailAgain).Form(Show).Requires("orders.mail")
            .Describe("Sends the emails about an order that could not be sent again, to a corrected address if one is given.");
    }

    private static async Task<Answer<ListOrders.Result>> List(
        [AsParameters] ListOrders list, OrionDb db, RequestContext request, CancellationToken stop)
    {
        var counts = request.Door == Door.Api ? OrderCounts.None : await OrderCounts.LoadAsync(db, stop);
        return new(await list.RunAsync(db, stop),
            m => OrdersPage.Create(new OrdersView(m, list, counts)), m => _OrderList.Create(new OrdersView(m, list, counts)));
    }

    private static async Task<Answer<ShowOrder.Result>> Show(long number, OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await new ShowOrder(number).RunAsync(db, request, stop), m => OrderPage.Create(m));

    private static async Task<Answer<SendMailAgain.Result>> SendMailAgain(
        long number, SendMailAgain again, OrionDb db, Outbox outbox, RequestContext request, CancellationToken stop) =>
        new Answer<SendMailAgain.Result>(await again.RunAsync(number, db, outbox, request, stop))
            .WithStatus(StatusCodes.Status202Accepted)
            .Then(request.Href.Store($"/orders/{number}"), "The email is on its way.");

    private static async Task<Answer<FulfillOrder.Result>> Fulfill(
        long number, FulfillOrder fulfill, OrionDb db, Outbox outbox, RequestContext request, CancellationToken stop) =>
        new Answer<FulfillOrder.Result>(await fulfill.RunAsync(number, db, outbox, request, stop))
            .Created(request.Href.Api(Face.Store, $"/orders/{number}"))
            .Then(request.Href.Store($"/orders/{number}"), $"Order #{number} is marked as sent.");
}
