using Orion.Features.Catalog;

namespace Orion.Features.Orders.Carts;

/// <summary>Sets how many of a line are wanted.</summary>
public sealed record ChangeCartItem(int? Quantity) : IInput<ChangeCartItem>
{
    public void Validate(Errors errors) => errors.If(
        Quantity is null or < 1 or > Cart.MostOfOne, "quantity", $"Enter a number from 1 to {Cart.MostOfOne}.");

    /// <summary>Refuses with 409 <c>sold_out</c> when more is wanted than there is; fewer is always fine.</summary>
    public async Task<Outcome<ShowCart.Result>> RunAsync(
        string? token, Guid itemId, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        var found = await CartDoor.LockOpenAsync(db, request, token, stop);
        if (found.Value is not { } cart) return found.Refusal!;
        if (await db.Set<CartItem>().FirstOrDefaultAsync(i => i.CartId == cart.Id && i.Id == itemId, stop) is not { } item)
            return Refusal.NotFound("line in this cart");
        if (Quantity == item.Quantity) return await ShowCart.OfAsync(db, stock, request, cart, stop);
        var grows = Quantity > item.Quantity;
        if (grows)
        {
            if (await GoodsInCart.FindAsync(db, item.VariantId, stop) is not { } name)
                return Refusal.Conflict("sold_out", "This is no longer sold.");
            if (await GoodsInCart.ShortageAsync(stock, item.VariantId, name, Quantity!.Value, stop) is { } shortage) return shortage;
        }

        item.SetQuantity(Quantity!.Value);
        await db.SaveChangesAsync(stop);
        return grows
            ? await ShowCart.OfGrownAsync(db, stock, request, cart, stop)
            : await ShowCart.OfAsync(db, stock, request, cart, stop);
    }
}
