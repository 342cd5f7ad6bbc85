using Microsoft.Extensions.Options;
using Orion.Features.Catalog;
using Orion.Features.Orders.Carts;
using Orion.Features.Payments;
using Orion.Framework.Auth;
using Orion.Framework.Currencies;

namespace Orion.Features.Orders.Checkout;

/// <summary>
/// The first phase: locks the cart, reckons every price again, compares it with what the shopper saw, writes the draft and its
/// payment, and reserves the stock, last, because others may wait for that. Must run in a transaction.
/// </summary>
public sealed class PrepareOrder(
    OrionDb db, IStock stock, RequestContext request, PaymentGateways gateways, IOptions<PaymentOptions> payments)
{
    /// <summary>
    /// How long stock stays promised without a word from the payment. Far longer than any draft lives: it is the draft's end
    /// that frees its stock, and this only what was forgotten.
    /// </summary>
    internal static readonly TimeSpan Promise = TimeSpan.FromHours(24);

    /// <summary>Where the order of a cart stands after preparing.</summary>
    /// <param name="PaymentId">The payment that decides about it.</param>
    /// <param name="IsMine">True for the one request that shall ask the gateway.</param>
    public sealed record Prepared(Guid OrderId, Guid PaymentId, Money Amount, bool IsMine);

    /// <param name="attempt">The key of the payment that this request would begin.</param>
    public async Task<Outcome<Prepared>> RunAsync(string? token, string? key, PlaceOrder place, Guid attempt, CancellationToken stop)
    {
        var found = await CartDoor.LockAsync(db, request, token, stop);
        if (found.Value is not { } cart) return found.Refusal!;
        var order = await db.Set<Order>().Include(o => o.Items).Include(o => o.TaxLines)
            .AsSplitQuery().FirstOrDefaultAsync(o => o.CartId == cart.Id, stop);
        var used = await FindKeyAsync(cart.Id, key, stop);
        if (used is not null && !used.Request.AsSpan().SequenceEqual(place.Fingerprint()))
            return new Refusal(422, "idempotency_key_reused", "This Idempotency-Key was used with another request. Take a new one.");
        if (order is not null && await FindAnswerAsync(order, used, place, attempt, stop) is { } answered) return answered;

        if (FindClosed(place.Payment!.Provider) is { } closed) return closed;
        var content = await CartContent.ReadAsync(db, stock, cart.Id, cart.Token, stop);
        var agreed = await AgreeAsync(content, place, stop);
        if (agreed.Value is not { } terms) return agreed.Refusal!;
        if (order is null) db.Add(order = Order.Draft(cart.Id, RandomToken.Make()));
        order.Agree(terms, [.. content.Goods], (request.Principal as CustomerPrincipal)?.CustomerId);
        db.AddRange(order.Items);
        db.AddRange(order.TaxLines);
        db.Add(Payment.Begin(attempt, order.Id, place.Payment.Provider!, terms.Totals.Total, request.Now + payments.Value.Patience));
        if (used is not null) used.BeginAgain(attempt);
        else if (key is not null) db.Add(IdempotencyKey.Of(KeyOf(cart.Id, key), place.Fingerprint(), attempt, request.Now));
        await db.SaveChangesAsync(stop);

        List<StockLine> wanted = [.. content.Goods.Select(l => new StockLine(l.VariantId, l.Quantity))];
        var shortages = await stock.ReserveAsync(order.Id, wanted, request.Now + Promise, stop);
        return shortages.Count > 0 ? SoldOut(content, shortages) : new Prepared(order.Id, attempt, order.Total, IsMine: true);
    }

    /// <summary>What became of this cart already, when that is the answer; null to go on.</summary>
    private async Task<Outcome<Prepared>?> FindAnswerAsync(
        Order order, IdempotencyKey? used, PlaceOrder place, Guid attempt, CancellationToken stop)
    {
        var latest = await db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == order.Id)
            .OrderByDescending(p => p.Id).Select(p => new { p.Id, p.State, p.Amount }).FirstAsync(stop);
        if (order.Status != OrderStatus.Abandoned)
        {
            // Whoever asked for something else than is being ordered, or was, is told so: nothing of theirs was taken up.
            if (order.Request is { } asked && !asked.AsSpan().SequenceEqual(place.Fingerprint())) return OrderedOtherwise(order);
            return new Prepared(order.Id, latest.Id, latest.Amount, IsMine: latest.Id == attempt && latest.State == PaymentState.Pending);
        }

        // A refused try is the answer to its own key; another key, or none, is another try.
        if (used is null || used.Subject != latest.Id || latest.State != PaymentState.Declined) return null;
        return new Prepared(order.Id, latest.Id, latest.Amount, IsMine: false);
    }

    private static Refusal OrderedOtherwise(Order order)
    {
        var extras = new Dictionary<string, object?> { ["order"] = new { order.Number, order.Token, Status = OrderDoor.Word(order.Status) } };
        return order.Number is { } number
            ? Refusal.Conflict("cart_ordered",
                $"This cart was already ordered, as order #{number}. The details you sent now differ from it and were not used.", extras)
            : Refusal.Conflict("cart_in_checkout",
                "This cart is already being ordered with other details. Wait for the result before you try again.", extras) with
            { RetryAfter = 2 };
    }

    /// <summary>Why no money can be taken in this way; null when it can.</summary>
    private Refusal? FindClosed(string? provider) =>
        !gateways.Open.Any()
            ? Refusal.Conflict("payments_unavailable", "This shop takes no payments at the moment, so nothing can be ordered.")
            : gateways.Find(provider) is { IsOpen: true }
                ? null
                : Refusal.Invalid("payment.provider", "This shop takes no payments in this way.");

    private async Task<Outcome<OrderTerms>> AgreeAsync(CartContent content, PlaceOrder place, CancellationToken stop)
    {
        if (content.Lines.Count == 0) return Refusal.Conflict("cart_empty", "There is nothing in this cart.");
        if (content.Lines.FirstOrDefault(l => !l.IsForSale) is { } gone)
            return GoodsInCart.SoldOut(gone.Goods.VariantId, gone.Goods.Name, 0);
        if (content.Lines.FirstOrDefault(l => !l.IsAvailable) is { } little)
            return GoodsInCart.SoldOut(little.Goods.VariantId, little.Goods.Name, little.Left ?? 0);
        if (!EmailAddress.TryParse(place.Email, out var email)) throw new InvalidOperationException("A validated request has an address.");
        var address = place.ShippingAddress!.ToAddress();
        var offer = await ShippingOffer.ReadAsync(db, request, stop);
        if (offer.To(address.Country).FirstOrDefault(m => m.Code == place.ShippingMethod) is not { } method)
            return Refusal.Invalid("shippingMethod", offer.To(address.Country).Any()
                ? "Choose one of the ways of sending to this country."
                : "This shop doesn't send to this country.");
        var totals = offer.TotalsFor(content, method, address.Country);
        if (totals.Total.Amount > Money.Most) return OrderTotals.TooDear;
        if (place.ExpectedTotal is { } expected
            && (expected.Currency != totals.Total.Currency || !expected.Is(totals.Total)))
            return Refusal.Conflict("total_changed",
                $"The total is now {totals.Total.Format(request.Culture)}. Look at it again, then order.",
                new Dictionary<string, object?>
                {
                    ["total"] = totals.Total,
                    ["subtotal"] = totals.Subtotal,
                    ["shipping"] = totals.Shipping,
                    ["tax"] = totals.Tax
                });
        return new OrderTerms(
            email, address, place.OwnBillingAddress?.ToAddress() ?? address, method.Code, method.Name, totals, place.Fingerprint());
    }

    private async Task<IdempotencyKey?> FindKeyAsync(Guid cartId, string? key, CancellationToken stop)
    {
        if (key is null) return null;
        var name = KeyOf(cartId, key);
        return await db.Set<IdempotencyKey>().FirstOrDefaultAsync(k => k.Key == name, stop);
    }

    /// <summary>Keys belong to the cart: no shopper can use up another's.</summary>
    private static string KeyOf(Guid cartId, string key) => $"carts/{cartId:N}/order {key}";

    private static Refusal SoldOut(CartContent content, IReadOnlyList<StockShortage> shortages)
    {
        var name = content.Lines.First(l => l.Goods.VariantId == shortages[0].VariantId).Goods.Name;
        return GoodsInCart.SoldOut(shortages[0].VariantId, name, shortages[0].Available);
    }
}
