namespace Orion.Features.Orders.Store;

/// <summary>How many orders each tab of the list has.</summary>
public sealed record OrderCounts(int Unfulfilled, int Fulfilled, int Pending)
{
    public static readonly OrderCounts None = new(0, 0, 0);

    public int Placed => Unfulfilled + Fulfilled;

    public static async Task<OrderCounts> LoadAsync(OrionDb db, CancellationToken stop)
    {
        var counts = await db.Set<Order>().Where(o => o.Status != OrderStatus.Abandoned)
            .GroupBy(o => new { o.Status, o.FulfillmentStatus }).Select(g => new { g.Key.Status, g.Key.FulfillmentStatus, Count = g.Count() }).ToListAsync(stop);
        return new OrderCounts(
            counts.Where(c => c is { Status: OrderStatus.Placed, FulfillmentStatus: FulfillmentStatus.Unfulfilled }).Sum(c => c.Count),
            counts.Where(c => c is { Status: OrderStatus.Placed, FulfillmentStatus: FulfillmentStatus.Fulfilled }).Sum(c => c.Count),
            counts.Where(c => c.Status == OrderStatus.Draft).Sum(c => c.Count));
    }
}

/// <summary>What the page of orders shows: a page of the list, what was asked for, and the tabs.</summary>
public sealed record OrdersView(ListOrders.Result List, ListOrders Asked, OrderCounts Counts);
