using Carter;
using Orion.Framework.Jobs;

namespace Orion.Features.Orders.Store;

/// <summary>Orders in the merchant's dashboard.</summary>
public sealed class OrdersStore : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var store = app.Store("orders").Requires("orders.view");
        store.Api.Get("/orders", List).Describe("The store's orders, newest first.");
        store.Api.Get("/orders/{number:long}", Show).Describe("One order with what happened to it.");
        store.Api.Post("/orders/{number:long}/fulfillments", Fulfill).Requires("orders.fulfill").Describe("Marks all of an order as sent.");
    }

    private static async Task<Answer<ListOrders.Result>> List([AsParameters] ListOrders list, OrionDb db, CancellationToken stop) =>
        new(await list.RunAsync(db, stop));

    private static async Task<Answer<ShowOrder.Result>> Show(long number, OrionDb db, RequestContext request, CancellationToken stop) =>
        new(await new ShowOrder(number).RunAsync(db, request, stop));

    private static async Task<Answer<FulfillOrder.Result>> Fulfill(
        long number, FulfillOrder fulfill, OrionDb db, Outbox outbox, RequestContext request, CancellationToken stop) =>
        new Answer<FulfillOrder.Result>(await fulfill.RunAsync(number, db, outbox, request, stop))
            .Created(request.Href.Api(Face.Store, $"/orders/{number}"));
}
