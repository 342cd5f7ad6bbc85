using System.Text.Json;
using Orion.Framework.Currencies;

namespace Orion.Features.Orders;

/// <summary>
/// An order: what was agreed, at which prices, to the cent. Made as a draft before paying, numbered when it is placed, and never
/// deleted. Subtotal + shipping + tax = total.
/// </summary>
[NeverTaken("ix_orders_store_id_number", "The store's counter gives each number once.")]
[NeverTaken("ix_orders_store_id_cart_id", "The cart is locked before its order is looked for.")]
[NeverTaken("ix_orders_store_id_token", "Random bits.")]
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
    [Undisclosed]
    public string Token { get; private set; } = "";

    /// <summary>The cart that it came from: one cart, one order.</summary>
    public Guid CartId { get; private set; }

    public Guid? CustomerId { get; private set; }

    public OrderStatus Status { get; private set; }

    public PaymentStatus PaymentStatus { get; private set; }

    public FulfillmentStatus FulfillmentStatus { get; private set; }

    [Undisclosed]
    public string Email { get; private set; } = "";

    [Undisclosed]
    public Address ShippingAddress { get; private set; } = new();

    [Undisclosed]
    public Address BillingAddress { get; private set; } = new();

    /// <summary>SHA-256 of the request that it was made from; null for orders from before this was kept.</summary>
    [Undisclosed]
    public byte[]? Request { get; private set; }

    public string ShippingMethod { get; private set; } = "";

    public string ShippingMethodName { get; private set; } = "";

    public Money Subtotal { get; private set; }

    public Money Shipping { get; private set; }

    public Money Tax { get; private set; }

    public Money Total { get; private set; }

    /// <summary>The rule by which its tax was rounded, so that it can be reckoned again years later.</summary>
    public TaxRounding TaxRounding { get; private set; }

    /// <summary>Mails about it that could not be sent, until they are: words of <see cref="OrderMailKind"/>.</summary>
    public string[] UndeliveredMails { get; private set; } = [];

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
        Request = terms.Request;
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

    /// <summary>A mail about it went out.</summary>
    public void MailSent(string mail, DateTimeOffset now)
    {
        UndeliveredMails = [.. UndeliveredMails.Where(m => m != mail)];
        History.Add(OrderStatusChange.Of(Id, OrderMailKind.SentEvent(mail), null, now));
    }

    /// <summary>A mail about it could not be sent, and nobody tries any more. Told twice, it is noted once.</summary>
    public void MailFailed(string mail, DateTimeOffset now)
    {
        if (UndeliveredMails.Contains(mail) || History.Any(h => h.Event == OrderMailKind.SentEvent(mail))) return;
        UndeliveredMails = [.. UndeliveredMails, mail];
        History.Add(OrderStatusChange.Of(Id, OrderMailKind.FailedEvent(mail), null, now));
    }

    /// <summary>
    /// What could not be sent is sent again, to this address from now on. Gives the mails to send; refuses where none is missing.
    /// </summary>
    public Outcome<IReadOnlyList<string>> SendMailAgain(string email, string actor, DateTimeOffset now)
    {
        if (UndeliveredMails.Length == 0) return Refusal.Conflict("nothing_to_send", "All emails about this order were sent.");
        if (Email != email)
        {
            Email = email;
            History.Add(OrderStatusChange.Of(Id, "email-corrected", actor, now));
        }

        // After the correction, also where both are read back: the database keeps microseconds.
        History.Add(OrderStatusChange.Of(Id, "mail-again", actor, now.AddMicroseconds(1)));
        var missing = UndeliveredMails;
        UndeliveredMails = [];
        return missing;
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
