using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Catalog;
using Orion.Framework.Database;
using Orion.Framework.Tenancy;
using Orion.Framework.Web;
using Orion.Tests.Features.Orders;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Inventory;

public sealed class StockKeeperTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow().AddHours(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_lines_are_reserved_or_none()
    {
        var plenty = await ProductAsync("plenty", 10);
        var scarce = await ProductAsync("scarce", 1);

        var shortages = await InStockAsync(stock => stock.ReserveAsync(
            Guid.CreateVersion7(), [new(plenty.Variant, 3), new(scarce.Variant, 2)], Later, Stop));

        Assert.Equal([new StockShortage(scarce.Variant, 1)], shortages);
        Assert.Equal(10, (await StateAsync(plenty.Variant))!.Available);
    }

    [Fact]
    public async Task What_is_taken_leaves_and_what_is_released_comes_back()
    {
        var cup = await ProductAsync("cup", 5);
        var (kept, dropped) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await InStockAsync(stock => stock.ReserveAsync(kept, [new(cup.Variant, 2)], Later, Stop));
        await InStockAsync(stock => stock.ReserveAsync(dropped, [new(cup.Variant, 3)], Later, Stop));
        Assert.False(await IsAvailableAsync("cup"));

        await InStockAsync(async stock => { await stock.ReleaseAsync(dropped, Stop); return 0; });
        await InStockAsync(async stock => { await stock.TakeAsync(kept, Stop); await stock.TakeAsync(kept, Stop); return 0; });

        Assert.Equal(new StockState(3, 0, true), await StateAsync(cup.Variant));
        Assert.True(await IsAvailableAsync("cup"));
        await Books.AssertInOrderAsync(app);
    }

    [Fact]
    public async Task A_promise_that_was_forgotten_ends()
    {
        var jar = await ProductAsync("jar", 1);
        await InStockAsync(stock => stock.ReserveAsync(
            Guid.CreateVersion7(), [new(jar.Variant, 1)], TimeProvider.System.GetUtcNow().AddMinutes(-1), Stop));

        await InStockAsync(async stock => { await stock.ExpireAsync(Stop); return 0; });

        Assert.Equal(1, (await StateAsync(jar.Variant))!.Available);
    }

    [Fact]
    public async Task A_count_is_a_movement_and_never_less_than_what_is_promised()
    {
        var tray = await ProductAsync("tray", 5);
        await InStockAsync(stock => stock.ReserveAsync(Guid.CreateVersion7(), [new(tray.Variant, 4)], Later, Stop));

        var refused = await InStockAsync(stock => stock.SetAsync([new(tray.Variant, 3)], StockSource.Merchant, Stop));
        var counted = await InStockAsync(stock => stock.SetAsync([new(tray.Variant, 9)], StockSource.Merchant, Stop));

        Assert.Equal("stock_promised", refused?.Code);
        Assert.Null(counted);
        Assert.Equal(new StockState(9, 4, true), await StateAsync(tray.Variant));
        await Books.AssertInOrderAsync(app);
    }

    [Fact]
    public async Task What_can_be_back_ordered_goes_below_nothing_and_what_is_not_counted_is_always_there()
    {
        var rug = await ProductAsync("rug", 1);
        var song = await app.Make.ProductAsync(app.World["acme"].Id, "song", "Song", "USD", 100, stock: null);
        await InStockAsync(stock => stock.SetAsync([new(rug.Variant, 1, IsBackorderable: true)], StockSource.Merchant, Stop));
        var holder = Guid.CreateVersion7();

        var shortages = await InStockAsync(stock => stock.ReserveAsync(holder, [new(rug.Variant, 3), new(song.Variant, 900)], Later, Stop));
        await InStockAsync(async stock => { await stock.TakeAsync(holder, Stop); return 0; });

        Assert.Empty(shortages);
        Assert.Equal(new StockState(-2, 0, false), await StateAsync(rug.Variant));
        Assert.Null(await StateAsync(song.Variant));
        await Books.AssertInOrderAsync(app);
    }

    private Task<ProductWorld> ProductAsync(string slug, int stock) =>
        app.Make.ProductAsync(app.World["acme"].Id, slug, slug, "USD", 1000, stock);

    private async Task<bool> IsAvailableAsync(string slug)
    {
        using var shopper = app.Api("acme");
        return (await shopper.GetJsonAsync($"/api/v1/shop/products/{slug}")).GetProperty("variants")[0].GetProperty("available").GetBoolean();
    }

    private async Task<StockState?> StateAsync(Guid variant) =>
        (await InStockAsync(stock => stock.FindAsync([variant], Stop))).GetValueOrDefault(variant);

    private async Task<T> InStockAsync<T>(Func<IStock, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<RequestContext>().Enter(
            (await services.GetRequiredService<ITenantStore>().FindByIdAsync(app.World["acme"].Id, Stop))!);
        var stock = services.GetRequiredService<IStock>();
        return await services.GetRequiredService<OrionDb>().InTransactionAsync(() => work(stock), Stop);
    }
}
