namespace Orion.Features.Catalog.Import;

/// <summary>
/// Takes over the stock of imported variants. Called inside the import's transaction, on its connection, when the variants of a
/// batch are in place: the temporary table <c>import_variants</c> has for each its <c>id</c>, <c>product_id</c>, <c>quantity</c>,
/// <c>is_tracked</c>, <c>is_backorderable</c>, and keys for a level and a movement. What was changed is to be noted in
/// <c>import_changes</c> as <c>stock</c>.
/// </summary>
public interface IImportedStock
{
    /// <summary>Makes the stock what the batch says.</summary>
    /// <param name="told">What the file says of stock; the rest stays as it is for variants that have stock already.</param>
    Task ApplyAsync(ToldStock told, CancellationToken stop);
}

/// <summary>Which columns on stock an import brings.</summary>
/// <param name="Quantity">How many there are.</param>
/// <param name="Tracking">Whether they are counted.</param>
/// <param name="BackOrders">Whether they may be sold when there are none.</param>
public sealed record ToldStock(bool Quantity, bool Tracking, bool BackOrders);
