namespace Orion.Features.Orders.Carts;

/// <summary>Finds carts by their tokens; what isn't this store's doesn't exist.</summary>
internal static class CartDoor
{
    /// <summary>The cart for reading, or null.</summary>
    public static async Task<Cart?> FindAsync(OrionDb db, RequestContext request, string? token, CancellationToken stop)
    {
        if (!RandomToken.IsToken(token)) return null;
        var cart = await db.Set<Cart>().AsNoTracking().FirstOrDefaultAsync(c => c.Token == token, stop);
        return cart is null || cart.IsOver(request.Now) ? null : cart;
    }

    /// <summary>
    /// The cart, locked until the transaction ends and kept for another while: changes of one cart and its ordering happen one
    /// after the other.
    /// </summary>
    public static async Task<Outcome<Cart>> LockAsync(OrionDb db, RequestContext request, string? token, CancellationToken stop)
    {
        if (!RandomToken.IsToken(token)) return Refusal.NotFound("cart");
        var cart = (await db.Set<Cart>().FromSql(
            $"select * from carts where store_id = {request.Store.Id} and token = {token} for update").ToListAsync(stop)).SingleOrDefault();
        return cart is null || cart.IsOver(request.Now) ? Refusal.NotFound("cart") : cart;
    }

    /// <summary>A cart that is known to exist, locked until the transaction ends.</summary>
    public static async Task<Cart> LockByIdAsync(OrionDb db, RequestContext request, Guid id, CancellationToken stop) =>
        (await db.Set<Cart>().FromSql(
            $"select * from carts where store_id = {request.Store.Id} and id = {id} for update").ToListAsync(stop)).Single();

    /// <summary>The cart, locked for a change: refused once it is, or is becoming, an order.</summary>
    public static async Task<Outcome<Cart>> LockOpenAsync(OrionDb db, RequestContext request, string? token, CancellationToken stop)
    {
        var found = await LockAsync(db, request, token, stop);
        if (found.Value is not { } cart) return found;
        if (cart.OrderedAt is not null) return Refusal.Conflict("cart_ordered", "This cart was ordered already. Begin a new one.");
        if (await db.Set<Order>().AnyAsync(o => o.CartId == cart.Id && o.Status == OrderStatus.Draft, stop))
            return Refusal.Conflict("cart_in_checkout", "This cart is being paid for. Wait a moment, then try again.");
        cart.Keep(request.Now);
        return cart;
    }
}
