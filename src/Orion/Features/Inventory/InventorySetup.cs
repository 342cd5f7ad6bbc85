namespace Orion.Features.Inventory;

/// <summary>Every store has a place where stock lies, from the start.</summary>
public sealed class InventorySetup : IStoreSetup
{
    public void SetUp(NewStore store) => store.Add(StockLocation.Default(store.Id, "Main location"));
}
