namespace Orion.Features.Orders;

/// <summary>Finds orders; what isn't this store's doesn't exist.</summary>
internal static class OrderDoor
{
    /// <summary>
    /// The order with this number, locked until the transaction ends: whatever happens to one order happens one after the other.
    /// Locked first and read then, so that it is read as the one before left it.
    /// </summary>
    public static async Task<Order?> LockByNumberAsync(OrionDb db, RequestContext request, long number, CancellationToken stop)
    {
        await db.Database.ExecuteSqlAsync(
            $"select 1 from orders where store_id = {request.Store.Id} and number = {number} for update", stop);
        return await db.Set<Order>().FirstOrDefaultAsync(o => o.Number == number, stop);
    }

    /// <summary>The order with this id, locked in the same way.</summary>
    public static async Task<Order?> LockByIdAsync(OrionDb db, RequestContext request, Guid id, CancellationToken stop)
    {
        await db.Database.ExecuteSqlAsync(
            $"select 1 from orders where store_id = {request.Store.Id} and id = {id} for update", stop);
        return await db.Set<Order>().FirstOrDefaultAsync(o => o.Id == id, stop);
    }

    /// <summary>The word by which callers know a status: what is being paid for is <c>pending</c>.</summary>
    public static string Word(OrderStatus status) => status switch
    {
        OrderStatus.Draft => "pending",
        OrderStatus.Placed => "placed",
        _ => "abandoned"
    };
}
