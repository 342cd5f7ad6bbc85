using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Inventory;
using Orion.Framework.Database;
using Orion.Framework.Jobs;
using Orion.Framework.Tenancy;
using Orion.Framework.Web;
using Orion.Tests.Features.Orders;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Inventory;

public sealed class ReleaseForgottenStockTests(Server server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_done_every_hour_in_every_store() =>
        await WithAppAsync(app =>
        {
            var work = Assert.Single(app.Services.GetRequiredService<JobRegistry>().All, d => d.Kind == ReleaseForgottenStock.Kind);
            Assert.Equal(("23 * * * *", JobReach.EachStore), (work.Cron, work.Reach));
            return Task.CompletedTask;
        });

    [Fact]
    public async Task Only_what_is_over_comes_back_and_only_in_its_own_store() =>
        await WithAppAsync(async app =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var jar = await app.Make.ProductAsync(app.World["acme"].Id, "jar", "Jar", "USD", 1000, stock: 5);
            var foreign = await app.Make.ProductAsync(app.World["birch"].Id, "jar", "Jar", "EUR", 1000, stock: 5);
            await PromiseAsync(app, "acme", jar, 2, now.AddMinutes(-1));
            await PromiseAsync(app, "acme", jar, 1, now.AddHours(1));
            await PromiseAsync(app, "birch", foreign, 4, now.AddMinutes(-1));

            await InStoreAsync(app, "acme", services => services.GetRequiredService<ReleaseForgottenStockJob>().RunAsync(new(), Stop));

            Assert.Equal(1, await ReservedAsync(app, jar));
            Assert.Equal(4, await ReservedAsync(app, foreign));
            await Books.AssertInOrderAsync(app);
        });

    private async Task WithAppAsync(Func<OrionApp, Task> work)
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions());
        await work(app);
    }

    private static Task PromiseAsync(OrionApp app, string store, ProductWorld goods, int quantity, DateTimeOffset until) =>
        InStoreAsync(app, store, services => services.GetRequiredService<StockKeeper>()
            .ReserveAsync(Guid.CreateVersion7(), [new(goods.Variant, quantity)], until, Stop));

    private static Task<int> ReservedAsync(OrionApp app, ProductWorld goods) =>
        Books.CountAsync(app, $"select reserved from stock_levels where variant_id = '{goods.Variant}'");

    private static async Task InStoreAsync(OrionApp app, string store, Func<IServiceProvider, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<RequestContext>().Enter(
            (await services.GetRequiredService<ITenantStore>().FindByIdAsync(app.World[store].Id, Stop))!);
        await services.GetRequiredService<OrionDb>().InTransactionAsync(
            async () =>
            {
                await work(services);
                return 0;
            }, Stop);
    }
}
