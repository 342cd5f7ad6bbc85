namespace Orion.Features.Catalog.Import;

/// <summary>
/// Takes over the stock of imported variants. Called inside the import's transaction, on its connection, when the variants of a
/// batch are in place: the temporary table <c>import_variants</c> has for each its <c>id</c>, <c>product_id</c>, <c>quantity</c>,
/// <c>is_tracked</c>, <c>is_backorderable</c>, and keys for a level and a movement. A null is what the file doesn't say: there the
/// stock stays as it is. What was changed is to be noted in <c>import_changes</c> as <c>stock</c>.
/// </summary>
public interface IImportedStock
{
    /// <summary>Makes the stock what the batch says.</summary>
    Task ApplyAsync(CancellationToken stop);
}
