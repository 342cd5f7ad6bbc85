namespace Orion.Features.Orders.Carts;

/// <summary>Begins an empty cart.</summary>
public sealed record OpenCart
{
    public static async Task<ShowCart.Result> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        var cart = Cart.Open(RandomToken.Make(), request.Now);
        db.Add(cart);
        await db.SaveChangesAsync(stop);
        return ShowCart.Empty(cart.Token, request);
    }
}
