using Orion.Framework.Currencies;

namespace Orion.Features.Orders;

/// <summary>A line of an order: what was bought as it was called and priced then.</summary>
[Unaudited("Written once with its order and never changed.")]
public sealed class OrderItem : IStoreOwned
{
    private OrderItem()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrderId { get; private set; }

    public Guid VariantId { get; private set; }

    public Guid ProductId { get; private set; }

    public int Position { get; private set; }

    public string Sku { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Slug { get; private set; } = "";

    /// <summary>What was chosen, in the order of the product's options then.</summary>
    public OrderedDictionary<string, string> Options { get; private set; } = [];

    public string? ImageKey { get; private set; }

    public int Quantity { get; private set; }

    public Money UnitPrice { get; private set; }

    public Money Total { get; private set; }

    /// <summary>A line at today's price.</summary>
    public static OrderItem Of(Guid orderId, int position, OrderLine line) => new()
    {
        OrderId = orderId,
        VariantId = line.VariantId,
        ProductId = line.ProductId,
        Position = position,
        Sku = line.Sku,
        Name = line.Name,
        Slug = line.Slug,
        Options = new OrderedDictionary<string, string>(line.Options),
        ImageKey = line.ImageKey,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        Total = line.UnitPrice * line.Quantity
    };
}
