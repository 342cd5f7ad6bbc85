namespace Orion.Features.Catalog.Store;

/// <summary>
/// Takes a variant out of its product: the shop no longer offers it and carts that hold it say so. Its orders keep it, and its
/// stock movements stay.
/// </summary>
public sealed record RemoveVariant(Guid Id, Guid VariantId)
{
    public async Task<Outcome<ShowProduct.Result>> RunAsync(OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        if (await ChangeProduct.FindAsync(db, request, Id, stop) is not { } product || product.Variants.All(v => v.Id != VariantId))
            return Refusal.NotFound("variant");
        var errors = new Errors();
        var set = new VariantSet(product, new HashSet<Guid>(), request.Now, errors);
        set.Remove(set.Find(VariantId)!, "");
        set.Settle();
        return errors.None
            ? await ChangeProduct.SaveAsync(product, [], db, stock, request, stop)
            : Refusal.Conflict("last_variant", errors.ToDictionary()[""][0]);
    }
}

/// <summary>Asks whether a variant shall really be taken out.</summary>
public sealed record AskRemoval(Guid Id, Guid VariantId)
{
    /// <summary>What would be taken out of what.</summary>
    public sealed record Result(Guid ProductId, string ProductName, ShowProduct.Variant Variant, bool IsLast);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        var product = await new ShowProduct(Id).RunAsync(db, stock, request, stop);
        return product.Value?.Variants.FirstOrDefault(v => v.Id == VariantId) is { } variant
            ? new Result(Id, product.Value.Name, variant, product.Value.Variants.Count == 1)
            : Refusal.NotFound("variant");
    }
}
