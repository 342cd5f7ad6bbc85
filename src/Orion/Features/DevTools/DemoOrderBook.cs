using Orion.Features.Catalog;
using Orion.Features.Customers;
using Orion.Features.Inventory;
using Orion.Features.Orders;
using Orion.Features.Orders.Carts;
using Orion.Features.Orders.Checkout;
using Orion.Features.Payments;
using Orion.Features.Payments.Test;

namespace Orion.Features.DevTools;

/// <summary>
/// A month of orders of a demo store, the same at each seeding but for keys and tokens: everything that a real sale would have
/// left behind, from the cart to the payment and the movement of stock, and reckoned by the same rules.
/// </summary>
internal sealed class DemoOrderBook(DemoContent content, ShippingOffer offer, StockLocation location, Customer customer, DateTimeOffset now)
{
    /// <summary>How many were ordered; one more came to nothing.</summary>
    public const int Count = 26;

    /// <summary>The first order is no older.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(30);

    /// <summary>What is older was sent.</summary>
    private const double DaysUntilSent = 3;

    /// <summary>This one from the end is still to be sent although it is old: something must be wrong with it.</summary>
    private const int LeftBehind = 7;

    /// <summary>The order from the end before which someone's card was refused.</summary>
    private const int Refused = 5;

    private static readonly string[] Carriers = ["Parcel Post", "Northline Express"];

    private readonly Random chance = new(content.Code.Sum(letter => letter));

    private readonly OrderCounter counter = OrderCounter.For(customer.StoreId);

    private readonly Dictionary<Guid, int> sold = [];

    /// <summary>How many of a variant were sold.</summary>
    public int SoldOf(Guid variant) => sold.GetValueOrDefault(variant);

    /// <summary>Everything to be written, the oldest first.</summary>
    public IEnumerable<IStoreOwned> Write(IReadOnlyList<OrderLine> goods)
    {
        for (var left = Count - 1; left >= 0; left--)
        {
            var at = now - Ago(left);
            if (left == Refused)
                foreach (var entity in Decline(goods, at.AddHours(-2))) yield return entity;
            foreach (var entity in Sell(goods, at, left)) yield return entity;
        }

        yield return counter;
    }

    /// <summary>Thinly at first, more often lately: the newest a few minutes ago, the oldest within <see cref="Span"/>.</summary>
    private TimeSpan Ago(int left) => left == 0
        ? TimeSpan.FromMinutes(20)
        : TimeSpan.FromMinutes((Math.Pow((double)left / Count, 1.25) * (Span.TotalMinutes - 600)) + (chance.NextDouble() * 240));

    private List<IStoreOwned> Sell(IReadOnlyList<OrderLine> goods, DateTimeOffset at, int left)
    {
        var buyer = left % 6 == 2 ? content.Buyers[0] : content.Buyers[1 + chance.Next(content.Buyers.Length - 1)];
        var (cart, order, payment, entities) = Prepare(buyer, Choose(goods), at);
        payment.Settle(new GatewayAnswer(GatewayOutcome.Captured, $"test_{payment.Id:N}"), at);
        cart.Close(at);
        order.Place(counter.Next(), at);
        foreach (var item in order.Items)
        {
            sold[item.VariantId] = SoldOf(item.VariantId) + item.Quantity;
            entities.Add(StockMovement.Of(item.VariantId, location.Id, -item.Quantity, MovementReason.Sold, order.Id, at));
        }

        var sentAt = at.AddHours(20 + chance.Next(30));
        if (now - at > TimeSpan.FromDays(DaysUntilSent) && left != LeftBehind)
        {
            var staff = $"Sam of {content.Name}";
            order.Fulfill(staff, sentAt);
            entities.Add(Fulfillment.Of(order.Id, Carriers[left % Carriers.Length], $"{content.Code.ToUpperInvariant()}-{order.Number * 7919}", staff, sentAt));
        }

        return [.. entities, TestCharge.Of(payment.Id, order.Total, TestGateway.Behaviours[0], GatewayOutcome.Captured, at), .. order.History, order];
    }

    private List<IStoreOwned> Decline(IReadOnlyList<OrderLine> goods, DateTimeOffset at)
    {
        var (_, order, payment, entities) = Prepare(content.Buyers[^1], Choose(goods), at);
        payment.Settle(new GatewayAnswer(GatewayOutcome.Declined, $"test_{payment.Id:N}", "card_declined"), at);
        order.Decline(at);
        return [.. entities, TestCharge.Of(payment.Id, order.Total, "decline", GatewayOutcome.Declined, at), .. order.History, order];
    }

    /// <summary>What the first phase of the checkout leaves behind.</summary>
    private (Cart Cart, Order Order, Payment Payment, List<IStoreOwned> Entities) Prepare(
        DemoBuyer buyer, IReadOnlyList<OrderLine> lines, DateTimeOffset at)
    {
        var cart = Cart.Open(RandomToken.Make(), at);
        cart.Items.AddRange(lines.Select(line => CartItem.Of(cart.Id, line.VariantId, line.Quantity)));
        var method = offer.To(buyer.Address.Country).First();
        var bought = new CartContent(
            cart.Id, cart.Token, [.. lines.Select(l => new CartContent.Line(l.VariantId, l, IsForSale: true, NeedsShipping: true, Left: null))]);
        var totals = offer.TotalsFor(bought, method, buyer.Address.Country);
        var order = Order.Draft(cart.Id, RandomToken.Make());
        // Keys tell the order of time, and a customer's orders are listed by them.
        typeof(Order).GetProperty(nameof(Order.Id))!.SetValue(order, Guid.CreateVersion7(at));
        order.Agree(
            new OrderTerms(buyer.Email, buyer.Address, buyer.Address, method.Code, method.Name, totals), lines,
            buyer.Email == customer.Email ? customer.Id : null);
        var payment = Payment.Begin(Guid.CreateVersion7(at), order.Id, TestGateway.Code, totals.Total, at);
        return (cart, order, payment, [.. cart.Items, cart, payment, .. order.Items, .. order.TaxLines]);
    }

    /// <summary>One to three things, seldom two of one.</summary>
    private List<OrderLine> Choose(IReadOnlyList<OrderLine> goods)
    {
        List<OrderLine> chosen = [];
        for (var wanted = 1 + (chance.Next(10) / 4); wanted > 0; wanted--)
        {
            var line = goods[chance.Next(goods.Count)];
            if (chosen.TrueForAll(c => c.ProductId != line.ProductId)) chosen.Add(line with { Quantity = chance.Next(5) == 0 ? 2 : 1 });
        }

        return chosen;
    }
}
