using Orion.Features.Catalog;

namespace Orion.Features.Orders.Carts;

/// <summary>Puts so many of a variant into a cart; what is there of it already adds up.</summary>
public sealed record AddCartItem(Guid? VariantId, int? Quantity = null) : IInput<AddCartItem>
{
    public void Validate(Errors errors)
    {
        errors.If(VariantId is null, "variantId", "Choose what to add.");
        errors.If(Quantity is < 1 or > Cart.MostOfOne, "quantity", $"Enter a number from 1 to {Cart.MostOfOne}.");
    }

    /// <summary>Refuses with 409 <c>sold_out</c> when there isn't enough; nothing is added then.</summary>
    public async Task<Outcome<ShowCart.Result>> RunAsync(
        string? token, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        var found = await CartDoor.LockOpenAsync(db, request, token, stop);
        if (found.Value is not { } cart) return found.Refusal!;
        if (await GoodsInCart.FindAsync(db, VariantId!.Value, stop) is not { } name) return Refusal.NotFound("variant");
        var items = await db.Set<CartItem>().Where(i => i.CartId == cart.Id).ToListAsync(stop);
        var item = items.FirstOrDefault(i => i.VariantId == VariantId);
        if (item is null && items.Count >= Cart.MostLines)
            return Refusal.Conflict("cart_full", $"A cart takes at most {Cart.MostLines} different things.");
        var wanted = (item?.Quantity ?? 0) + (Quantity ?? 1);
        if (wanted > Cart.MostOfOne) return Refusal.Invalid("quantity", $"At most {Cart.MostOfOne} of one thing can be ordered at once.");
        if (await GoodsInCart.ShortageAsync(stock, VariantId.Value, name, wanted, stop) is { } shortage) return shortage;

        if (item is null) db.Add(CartItem.Of(cart.Id, VariantId.Value, wanted));
        else item.SetQuantity(wanted);
        await db.SaveChangesAsync(stop);
        return await ShowCart.OfGrownAsync(db, stock, request, cart, stop);
    }
}
