namespace Orion.Features.Catalog.Store;

/// <summary>
/// Makes changes of one product wait for each other, so that each sees what the one before it left: the version that it is
/// compared with, the number of its pictures, whether it is still there. Taken before anything else of the product is read;
/// what only points to the product, such as a cart, does not wait.
/// </summary>
internal static class ProductLock
{
    public static Task<List<Guid>> TakeAsync(OrionDb db, RequestContext request, Guid product, CancellationToken stop) =>
        db.Database.SqlQuery<Guid>(
            $"""
             select id as "Value" from products where store_id = {request.Store.Id} and id = {product} for no key update
             """).ToListAsync(stop);
}
