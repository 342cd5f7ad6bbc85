namespace Orion.Features.Catalog;

/// <summary>Keeps what the shop reads in step with the tables: called by whatever changes products, prices, pictures or stock.</summary>
public static class ProductDocuments
{
    /// <summary>
    /// Makes the documents of these products anew (or takes them away, for products that are no longer for sale) and drops the
    /// store's cached pages on every node once the change commits. Call it last, in the transaction of the change, after
    /// <c>SaveChangesAsync</c>: it reads the tables.
    /// </summary>
    public static async Task RefreshAsync(OrionDb db, Guid storeId, IReadOnlyCollection<Guid> productIds, CancellationToken stop)
    {
        if (productIds.Count == 0) return;
        var store = storeId.ToString();
        // In the order of their keys, so that two changes of the same products wait for each other instead of deadlocking.
        var products = productIds.Distinct().Order().ToArray();
        await db.Database.ExecuteSqlAsync(
            $"select refresh_product_documents({storeId}, {products}), pg_notify({PageCache.Channel}, {store})", stop);
    }
}
