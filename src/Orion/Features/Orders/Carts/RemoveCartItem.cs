using Orion.Features.Catalog;

namespace Orion.Features.Orders.Carts;

/// <summary>Takes a line out of a cart.</summary>
public sealed record RemoveCartItem(Guid ItemId)
{
    public async Task<Outcome<ShowCart.Result>> RunAsync(
        string? token, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        var found = await CartDoor.LockOpenAsync(db, request, token, stop);
        if (found.Value is not { } cart) return found.Refusal!;
        if (await db.Set<CartItem>().FirstOrDefaultAsync(i => i.CartId == cart.Id && i.Id == ItemId, stop) is not { } item)
            return Refusal.NotFound("line in this cart");
        db.Remove(item);
        await db.SaveChangesAsync(stop);
        return await ShowCart.OfAsync(db, stock, request, cart, stop);
    }
}
