namespace Orion.Features.Orders;

/// <summary>Finds orders; what isn't this store's doesn't exist.</summary>
internal static class OrderDoor
{
    /// <summary>The order, locked until the transaction ends: whatever happens to one order happens one after the other.</summary>
    public static async Task<Order?> LockAsync(OrionDb db, RequestContext request, Guid id, CancellationToken stop) =>
        (await db.Set<Order>().FromSql(
            $"select *, xmin from orders where store_id = {request.Store.Id} and id = {id} for update").ToListAsync(stop)).SingleOrDefault();

    /// <summary>The order with this number, locked until the transaction ends.</summary>
    public static async Task<Order?> LockByNumberAsync(OrionDb db, RequestContext request, long number, CancellationToken stop) =>
        (await db.Set<Order>().FromSql(
            $"select *, xmin from orders where store_id = {request.Store.Id} and number = {number} for update").ToListAsync(stop)).SingleOrDefault();

    /// <summary>The word by which callers know a status: what is being paid for is <c>pending</c>.</summary>
    public static string Word(OrderStatus status) => status switch
    {
        OrderStatus.Draft => "pending",
        OrderStatus.Placed => "placed",
        _ => "abandoned"
    };
}
