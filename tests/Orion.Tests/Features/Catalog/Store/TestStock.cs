using Microsoft.EntityFrameworkCore;
using Orion.Features.Inventory;
using Orion.Framework.Database;

namespace Orion.Tests.Features.Catalog.Store;

/// <summary>Sells behind the merchant's back.</summary>
internal static class TestStock
{
    public static Task<int> TakeAsync(OrionDb db, Guid variant, int quantity, CancellationToken stop) =>
        db.Set<StockLevel>().Where(l => l.VariantId == variant).ExecuteUpdateAsync(l => l.SetProperty(x => x.OnHand, x => x.OnHand - quantity), stop);
}
