using Orion.Features.Catalog;
using Orion.Framework.Currencies;
using Orion.Framework.Storage;

namespace Orion.Features.Orders.Carts;

/// <summary>Shows what is in a cart, at today's prices.</summary>
public sealed record ShowCart(string? Token)
{
    /// <summary>A cart as its shopper sees it.</summary>
    /// <param name="Count">How many things are in it.</param>
    /// <param name="Total">What they cost, before shipping and tax.</param>
    /// <param name="IsOrderable">Whether all of it can be bought right now.</param>
    public sealed record Result(string? Token, IReadOnlyList<Row> Items, int Count, Money Total, bool IsOrderable);

    /// <summary>A line.</summary>
    /// <param name="Left">How many can be bought, where that is less than the line asks for; null otherwise.</param>
    /// <param name="Available">Whether the line can be bought as it is.</param>
    public sealed record Row(
        Guid Id, Guid VariantId, string Slug, string Name, string Sku, IReadOnlyDictionary<string, string> Options, string? Image,
        int Quantity, Money Price, Money Total, bool Available, int? Left);

    /// <summary>404 for a token that names no cart of this store.</summary>
    public async Task<Outcome<Result>> RunAsync(OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        await CartDoor.FindAsync(db, request, Token, stop) is { } cart
            ? await OfAsync(db, stock, request, cart, stop)
            : Refusal.NotFound("cart");

    /// <summary>The shopper's own cart; an empty one where there is none or it was ordered.</summary>
    public async Task<Result> RunOrEmptyAsync(OrionDb db, IStock stock, RequestContext request, CancellationToken stop) =>
        await CartDoor.FindAsync(db, request, Token, stop) is { OrderedAt: null } cart
            ? await OfAsync(db, stock, request, cart, stop)
            : Empty(null, request);

    /// <summary>A cart with nothing in it.</summary>
    internal static Result Empty(string? token, RequestContext request) => new(token, [], 0, Money.Zero(request.Store.Currency), false);

    /// <summary>A cart after something came to it; refused when it costs more than an order may.</summary>
    internal static async Task<Outcome<Result>> OfGrownAsync(OrionDb db, IStock stock, RequestContext request, Cart cart, CancellationToken stop) =>
        await OfAsync(db, stock, request, cart, stop) is var grown && grown.Total.Amount <= Money.Most ? grown : OrderTotals.TooDear;

    /// <summary>A cart after a change.</summary>
    internal static async Task<Result> OfAsync(OrionDb db, IStock stock, RequestContext request, Cart cart, CancellationToken stop)
    {
        var content = await CartContent.ReadAsync(db, stock, cart.Id, cart.Token, stop);
        var total = content.Goods.Aggregate(Money.Zero(request.Store.Currency), (sum, line) => sum + (line.UnitPrice * line.Quantity));
        return new Result(cart.Token, [.. content.Lines.Select(l => RowOf(l, request))], content.Lines.Sum(l => l.Goods.Quantity), total,
            content.Lines.Count > 0 && content.Lines.All(l => l.IsAvailable));
    }

    private static Row RowOf(CartContent.Line line, RequestContext request) => new(
        line.ItemId, line.Goods.VariantId, line.Goods.Slug, line.Goods.Name, line.Goods.Sku, line.Goods.Options,
        line.Goods.ImageKey is { } key ? request.Href.Media(Pictures.NameOf(key, Pictures.Widths[0])) : null,
        line.Goods.Quantity, line.Goods.UnitPrice, line.Goods.UnitPrice * line.Goods.Quantity, line.IsAvailable,
        line.IsAvailable ? null : line.IsForSale ? line.Left : 0);
}
