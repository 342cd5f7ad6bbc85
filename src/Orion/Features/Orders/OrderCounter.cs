namespace Orion.Features.Orders;

/// <summary>The last number that a store gave to an order. One row a store, taken last in the transaction that places one.</summary>
[Unaudited("Technical: counts.")]
[NeverTaken("ix_order_counters_store_id", "Counting up and making the counter are one statement.")]
public sealed class OrderCounter : IStoreOwned
{
    /// <summary>The number before the first.</summary>
    public const long Start = 1000;

    private OrderCounter()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public long Last { get; private set; } = Start;

    /// <summary>Gives the next number where nobody else does; the checkout counts in the database, where others wait.</summary>
    public long Next() => ++Last;

    public static OrderCounter For(Guid storeId) => new() { StoreId = storeId };
}
