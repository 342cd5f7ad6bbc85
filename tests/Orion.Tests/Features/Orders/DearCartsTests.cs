using System.Net;
using System.Text.Json;
using CsCheck;
using Orion.Features.Orders;
using Orion.Framework.Currencies;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Orders;

/// <summary>Prices, quantities and lines at their limits: what an order may not cost is said, and nothing overflows.</summary>
public sealed class DearCartsTests(OrionApp app) : IClassFixture<OrionApp>
{
    [Fact]
    public async Task A_cart_that_gets_too_dear_is_refused_and_stays_as_it_was()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var shopper = app.Api("acme");
        var dearest = new Money(Money.Most, "USD").ToDecimalString();
        using var made = await owner.PostJsonAsync("/api/v1/store/products", new { name = "Island", status = "active", variants = new[] { new { price = new { amount = dearest } } } });
        var variant = (await made.JsonAsync()).GetProperty("variants")[0].GetProperty("id").GetString();
        var cart = $"/api/v1/shop/carts/{(await (await shopper.PostJsonAsync("/api/v1/shop/carts", new { })).JsonAsync()).GetProperty("token").GetString()}";
        using var all = await shopper.PostJsonAsync(cart + "/items", new { variantId = variant, quantity = 999 });
        using var one = await shopper.PostJsonAsync(cart + "/items", new { variantId = variant, quantity = 1 });
        using var two = await shopper.PostJsonAsync(cart + "/items", new { variantId = variant, quantity = 1 });
        var item = (await one.JsonAsync()).GetProperty("items")[0].GetProperty("id").GetString();
        using var changed = await shopper.SendJsonAsync(HttpMethod.Patch, $"{cart}/items/{item}", new { quantity = 5 });

        Assert.Equal("too_dear", await CodeAsync(all));
        Assert.Equal(HttpStatusCode.Conflict, all.StatusCode);
        Assert.True(one.IsSuccessStatusCode);
        Assert.Equal("too_dear", await CodeAsync(two));
        Assert.Equal("too_dear", await CodeAsync(changed));
        Assert.Equal(1, (await shopper.GetJsonAsync(cart)).GetProperty("count").GetInt32());
    }

    [Fact]
    public void The_limits_of_price_quantity_and_lines_never_overflow_together() =>
        Gen.Select(Gen.Long[0, Money.Most], Gen.Int[1, Cart.MostOfOne], Gen.Int[1, Cart.MostLines], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Sample(
            (price, quantity, lines, first, second) => Check(price, quantity, lines, first / 10_000m, second / 10_000m));

    [Fact]
    public void Nor_does_the_dearest_cart_of_all() => Assert.True(Check(Money.Most, Cart.MostOfOne, Cart.MostLines, 1m, 1m));

    private static bool Check(long price, int quantity, int lines, decimal first, decimal second)
    {
        var line = new OrderLine(Guid.CreateVersion7(), Guid.CreateVersion7(), "", "", "", new Dictionary<string, string>(), null, quantity, new Money(price, "USD"), true);
        var totals = OrderTotals.Reckon("USD", [.. Enumerable.Repeat(line, lines)], new Money(Money.Most, "USD"), [("one", first), ("two", second)], TaxRounding.PerTotal);
        return totals.Total.Amount >= 0 && totals.Total == totals.Subtotal + totals.Shipping + totals.Tax;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.JsonAsync()).TryGetProperty("code", out var code) ? code.GetString() : null;
}
