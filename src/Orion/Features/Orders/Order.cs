using System.Text.Json;
using Orion.Framework.Currencies;

namespace Orion.Features.Orders;

/// <summary>Where an order stands. Stored as text.</summary>
public enum OrderStatus
{
    /// <summary>Prepared and being paid for: has no number yet, and its stock is reserved.</summary>
    Draft,

    /// <summary>Agreed and numbered.</summary>
    Placed,

    /// <summary>Came to nothing: never paid for.</summary>
    Abandoned
}

/// <summary>How an order's payment stands. Stored as text.</summary>
public enum PaymentStatus
{
    /// <summary>The answer of the payment provider is awaited.</summary>
    Pending,

    /// <summary>Paid in full.</summary>
    Paid,

    /// <summary>Refused by the provider; the shopper may try again.</summary>
    Declined
}

/// <summary>Whether an order was sent. Stored as text.</summary>
public enum FulfillmentStatus
{
    /// <summary>To be sent.</summary>
    Unfulfilled,

    /// <summary>All of it was sent.</summary>
    Fulfilled
}

/// <summary>
/// An order: what was agreed, at which prices, to the cent. Made as a draft before paying, numbered when it is placed, and never
/// deleted. Subtotal + shipping + tax = total.
/// </summary>
public sealed class Order : IStoreOwned, ITimestamped
{
    private Order()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The order's number in its store: gapless, from 1001; null for a draft.</summary>
    public long? Number { get; private set; }

    /// <summary>160 random bits, base64url: whoever has it may see the order.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The cart that it came from: one cart, one order.</summary>
    public Guid CartId { get; private set; }

    public Guid? CustomerId { get; private set; }

    public OrderStatus Status { get; private set; }

    public PaymentStatus PaymentStatus { get; private set; }

    public FulfillmentStatus FulfillmentStatus { get; private set; }

    public string Email { get; private set; } = "";

    public Address ShippingAddress { get; private set; } = new();

    public Address BillingAddress { get; private set; } = new();

    public string ShippingMethod { get; private set; } = "";

    public string ShippingMethodName { get; private set; } = "";

    public Money Subtotal { get; private set; }

    public Money Shipping { get; private set; }

    public Money Tax { get; private set; }

    public Money Total { get; private set; }

    /// <summary>The rule by which its tax was rounded, so that it can be reckoned again years later.</summary>
    public TaxRounding TaxRounding { get; private set; }

    public Dictionary<string, JsonElement> Metadata { get; private set; } = [];

    public DateTimeOffset? PlacedAt { get; private set; }

    public List<OrderItem> Items { get; } = [];

    public List<OrderTaxLine> TaxLines { get; } = [];

    public List<OrderStatusChange> History { get; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>A draft for a cart; filled by <see cref="Agree"/>.</summary>
    public static Order Draft(Guid cartId, string token) => new() { CartId = cartId, Token = token };

    /// <summary>
    /// Writes down whom it goes to, what was bought and what it costs. A draft that came to nothing becomes one again; a placed
    /// order is never changed.
    /// </summary>
    public void Agree(OrderTerms terms, IReadOnlyList<OrderLine> lines, Guid? customerId)
    {
        if (Status == OrderStatus.Placed) throw new InvalidOperationException("A placed order is not changed.");
        Status = OrderStatus.Draft;
        CustomerId = customerId;
        Items.Clear();
        Items.AddRange(lines.Select((line, position) => OrderItem.Of(Id, position, line)));
        TaxLines.Clear();
        TaxLines.AddRange(terms.Totals.Taxes.Select(tax => OrderTaxLine.Of(Id, tax)));
        Email = terms.Email;
        ShippingAddress = terms.ShippingAddress;
        BillingAddress = terms.BillingAddress;
        ShippingMethod = terms.ShippingMethod;
        ShippingMethodName = terms.ShippingMethodName;
        (Subtotal, Shipping, Tax, Total) = (terms.Totals.Subtotal, terms.Totals.Shipping, terms.Totals.Tax, terms.Totals.Total);
        TaxRounding = terms.Totals.Rounding;
        PaymentStatus = PaymentStatus.Pending;
    }

    /// <summary>The draft becomes an order. Placing twice changes nothing.</summary>
    public void Place(long number, DateTimeOffset now)
    {
        if (Status == OrderStatus.Placed) return;
        Status = OrderStatus.Placed;
        PaymentStatus = PaymentStatus.Paid;
        Number = number;
        PlacedAt = now;
        History.Add(OrderStatusChange.Of(Id, "placed", null, now));
    }

    /// <summary>The provider refused: the draft comes to nothing, and its cart can be ordered again.</summary>
    public void Decline(DateTimeOffset now)
    {
        if (Status != OrderStatus.Draft) return;
        Status = OrderStatus.Abandoned;
        PaymentStatus = PaymentStatus.Declined;
        History.Add(OrderStatusChange.Of(Id, "declined", null, now));
    }

    /// <summary>The draft came to nothing: nobody was asked for money, or nothing was taken.</summary>
    public void Abandon(DateTimeOffset now)
    {
        if (Status != OrderStatus.Draft) return;
        Status = OrderStatus.Abandoned;
        History.Add(OrderStatusChange.Of(Id, "abandoned", null, now));
    }

    /// <summary>All of it was sent.</summary>
    public Refusal? Fulfill(string actor, DateTimeOffset now)
    {
        if (Status != OrderStatus.Placed) return Refusal.Conflict("not_placed", "Only a placed order can be sent.");
        if (FulfillmentStatus == FulfillmentStatus.Fulfilled)
            return Refusal.Conflict("already_fulfilled", "This order was marked as sent already.");
        FulfillmentStatus = FulfillmentStatus.Fulfilled;
        History.Add(OrderStatusChange.Of(Id, "sent", actor, now));
        return null;
    }
}

/// <summary>What an order's draft is filled with.</summary>
public sealed record OrderTerms(
    string Email, Address ShippingAddress, Address BillingAddress, string ShippingMethod, string ShippingMethodName, OrderTotals Totals);

/// <summary>How tax is rounded to the minor unit: half up, per line or once per total.</summary>
public enum TaxRounding
{
    /// <summary>Each line's tax is rounded.</summary>
    PerLine,

    /// <summary>The sum is rounded.</summary>
    PerTotal
}

/// <summary>Where something goes. All text as typed.</summary>
public sealed class Address
{
    public string Name { get; init; } = "";

    public string Line1 { get; init; } = "";

    public string Line2 { get; init; } = "";

    public string City { get; init; } = "";

    public string PostalCode { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; init; } = "";

    public string Phone { get; init; } = "";

    /// <summary>Whether it is the same, letter by letter.</summary>
    public bool IsSameAs(Address other) =>
        (Name, Line1, Line2, City, PostalCode, Region, Country, Phone)
        == (other.Name, other.Line1, other.Line2, other.City, other.PostalCode, other.Region, other.Country, other.Phone);
}

/// <summary>A line of an order: what was bought as it was called and priced then.</summary>
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

    public Dictionary<string, string> Options { get; private set; } = [];

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
        Options = new Dictionary<string, string>(line.Options),
        ImageKey = line.ImageKey,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        Total = line.UnitPrice * line.Quantity
    };
}

/// <summary>A priced line, before it is part of an order.</summary>
public sealed record OrderLine(
    Guid VariantId, Guid ProductId, string Sku, string Name, string Slug, IReadOnlyDictionary<string, string> Options,
    string? ImageKey, int Quantity, Money UnitPrice, bool IsTaxable);

/// <summary>A tax that is part of an order's total.</summary>
public sealed class OrderTaxLine : IStoreOwned
{
    private OrderTaxLine()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrderId { get; private set; }

    public string Name { get; private set; } = "";

    public decimal Rate { get; private set; }

    /// <summary>What the rate was applied to.</summary>
    public Money Taxable { get; private set; }

    public Money Amount { get; private set; }

    public static OrderTaxLine Of(Guid orderId, TaxAmount tax) =>
        new() { OrderId = orderId, Name = tax.Name, Rate = tax.Rate, Taxable = tax.Taxable, Amount = tax.Amount };
}

/// <summary>Something that happened to an order; never altered.</summary>
public sealed class OrderStatusChange : IStoreOwned
{
    private OrderStatusChange()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrderId { get; private set; }

    /// <summary>A word such as <c>placed</c>, <c>paid</c>, <c>sent</c>, <c>mail-sent</c>.</summary>
    public string Event { get; private set; } = "";

    /// <summary>Who did it; null for the shopper or Orion itself.</summary>
    public string? Actor { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static OrderStatusChange Of(Guid orderId, string happened, string? actor, DateTimeOffset now) =>
        new() { OrderId = orderId, Event = happened, Actor = actor, At = now };
}

/// <summary>A parcel of an order that was sent.</summary>
public sealed class Fulfillment : IStoreOwned
{
    private Fulfillment()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid OrderId { get; private set; }

    public string? Carrier { get; private set; }

    public string? TrackingNumber { get; private set; }

    public string Actor { get; private set; } = "";

    public DateTimeOffset SentAt { get; private set; }

    public static Fulfillment Of(Guid orderId, string? carrier, string? trackingNumber, string actor, DateTimeOffset now) =>
        new() { OrderId = orderId, Carrier = carrier, TrackingNumber = trackingNumber, Actor = actor, SentAt = now };
}

/// <summary>The last number that a store gave to an order. One row a store, taken last in the transaction that places one.</summary>
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

    public static OrderCounter For(Guid storeId) => new() { StoreId = storeId };
}
