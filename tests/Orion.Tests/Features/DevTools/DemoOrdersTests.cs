using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Customers;
using Orion.Features.DevTools;
using Orion.Features.Orders;
using Orion.Features.Tenancy;
using Orion.Framework.Database;
using Orion.Tests.Features.Orders;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.DevTools;

public sealed class DemoOrdersTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_stores_begin_with_a_month_of_orders_that_add_up()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var writer = scope.ServiceProvider.GetRequiredService<DemoStoreWriter>();
        var now = TimeProvider.System.GetUtcNow();
        var contents = await DemoContent.ReadAllAsync(Stop);
        await db.InTransactionAsync(async () =>
        {
            foreach (var content in contents)
            {
                var store = Store.Open(
                    app.World.HarbourId, content.Code, content.Name, content.Currency, content.Culture, content.TimeZone, content.Country, "hello@demo.test");
                var customer = Customer.Register(store.Id, $"customer@{content.Code}.test", "Carla Customer", World.PasswordHash);
                db.AddRange(store, customer);
                await writer.FillAsync(db, store, content, customer, now, Stop);
            }

            return true;
        }, Stop);

        await Books.AssertInOrderAsync(app);
        foreach (var content in contents)
        {
            var orders = await db.Set<Order>().AsNoTracking().Include(o => o.Items)
                .Where(o => db.Set<Store>().Any(s => s.Id == o.StoreId && s.Code == content.Code)).ToListAsync(Stop);
            var placed = orders.Where(o => o.Status == OrderStatus.Placed).OrderBy(o => o.Number).ToList();
            Assert.Equal(DemoOrderBook.Count, placed.Count);
            Assert.Equal(placed.Select(o => o.PlacedAt).Order(), placed.Select(o => o.PlacedAt));
            Assert.Equal(placed.Select(o => o.Number), placed.OrderBy(o => o.Id.ToString()).Select(o => o.Number));
            Assert.All(placed, o => Assert.InRange(o.PlacedAt!.Value, now - DemoOrderBook.Span, now));
            Assert.All(placed, o => Assert.NotEmpty(o.Items));
            Assert.InRange(placed.Count(o => o.FulfillmentStatus == FulfillmentStatus.Unfulfilled), 3, 12);
            Assert.InRange(placed.Count(o => o.CustomerId is not null), 3, 6);
            Assert.Equal(PaymentStatus.Declined, Assert.Single(orders, o => o.Status == OrderStatus.Abandoned).PaymentStatus);
        }
    }
}
