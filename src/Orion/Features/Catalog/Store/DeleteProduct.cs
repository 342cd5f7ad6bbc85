namespace Orion.Features.Catalog.Store;

/// <summary>Puts a product aside: it leaves the shop and the lists, and can be taken back. Its orders keep what they say.</summary>
public sealed record DeleteProduct(Guid Id)
{
    /// <summary>What was deleted.</summary>
    public sealed record Result(Guid Id);

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, CancellationToken stop)
    {
        await ProductLock.TakeAsync(db, request, Id, stop);
        if (await db.Set<Product>().FirstOrDefaultAsync(p => p.Id == Id, stop) is not { } product) return Refusal.NotFound("product");
        product.Delete(request.Now);
        await db.SaveChangesAsync(stop);
        await ProductDocuments.RefreshAsync(db, request.Store.Id, [Id], stop);
        return new Result(Id);
    }
}

/// <summary>Takes a deletion back. Where another product has its address by now, it gets a free one.</summary>
public sealed record RestoreProduct(Guid Id)
{
    public async Task<Outcome<ShowProduct.Result>> RunAsync(OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        await ProductLock.TakeAsync(db, request, Id, stop);
        var product = await db.Set<Product>().IgnoreQueryFilters(["soft-deleted"]).FirstOrDefaultAsync(p => p.Id == Id && p.DeletedAt != null, stop);
        if (product is null) return Refusal.NotFound("deleted product");
        product.Restore();
        if (product.Handle is { } handle && await db.Set<Product>().AnyAsync(p => p.Handle == handle && p.Id != Id, stop)) product.GiveUpHandle();
        if (await Slugs.IsTakenAsync(db, product.Slug, Id, stop)) product.MoveTo(await Slugs.FreeAsync(db, product.Slug, Id, stop));
        return await ChangeProduct.SaveAsync(product, [], db, stock, request, stop);
    }
}
