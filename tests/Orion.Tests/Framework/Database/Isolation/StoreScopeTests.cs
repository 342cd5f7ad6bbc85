using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orion.Features.Catalog;
using Orion.Framework.Database;
using Orion.Framework.Tenancy;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Database.Isolation;

/// <summary>The store as EF sees it: filters are the first lock, and with them off the second still holds.</summary>
public sealed class StoreScopeTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Filters = ["tenant", "soft-deleted"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_every_filter_ignored_nothing_foreign_is_seen()
    {
        await using var scope = await EnterAsync("acme");
        var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
        var count = GetType().GetMethod(nameof(ForeignRowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var type in db.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => t.IsAssignableTo(typeof(IStoreOwned))))
            Assert.Equal(0, await (Task<int>)count.MakeGenericMethod(type).Invoke(null, [db, app.World["acme"].Id])!);
    }

    [Fact]
    public async Task With_every_filter_ignored_inside_a_transaction_nothing_foreign_is_seen()
    {
        await using var scope = await EnterAsync("birch");
        var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
        var foreign = await db.InTransactionAsync(() => ForeignRowsAsync<Product>(db, app.World["birch"].Id), Stop);
        Assert.Equal(0, foreign);
        Assert.Equal(3, await db.Set<Product>().IgnoreQueryFilters(Filters).CountAsync(Stop));
    }

    [Fact]
    public async Task A_foreign_key_finds_nothing()
    {
        await using var scope = await EnterAsync("acme");
        var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
        var birch = app.World["birch"];
        Assert.Null(await db.Set<Product>().FindAsync([birch.Id, birch.Mug.Id], Stop));
        Assert.Null(await db.Set<Product>().IgnoreQueryFilters(Filters).FirstOrDefaultAsync(p => p.Id == birch.Mug.Id, Stop));
    }

    [Fact]
    public async Task Without_a_store_reading_and_writing_fail()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
        await Assert.ThrowsAnyAsync<Exception>(() => db.Set<Product>().IgnoreQueryFilters(Filters).ToListAsync(Stop));
        db.Add(Category.Make("lost", "Lost", "", 1));
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync(Stop));
    }

    [Fact]
    public async Task A_row_made_for_another_store_is_refused()
    {
        await using var scope = await EnterAsync("acme");
        var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
        db.Add(Orion.Features.Customers.Customer.Register(app.World["birch"].Id, "eve@example.test", "Eve", null));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Stop));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(refused.InnerException).SqlState);
    }

    [Fact]
    public async Task A_foreign_parent_cannot_be_pointed_at()
    {
        await using var scope = await EnterAsync("acme");
        var db = scope.ServiceProvider.GetRequiredService<OrionDb>();
        db.Add(ProductCategory.Of(app.World["birch"].Mug.Id, app.World["birch"].Mug.Id));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Stop));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, Assert.IsType<PostgresException>(refused.InnerException).SqlState);
    }

    [Fact]
    public async Task A_request_never_changes_its_store()
    {
        await using var scope = await EnterAsync("acme");
        var birch = await app.Services.GetRequiredService<ITenantStore>().FindByIdentifierAsync("birch", Stop);
        Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(birch!));
    }

    private static Task<int> ForeignRowsAsync<T>(OrionDb db, Guid own) where T : class, IStoreOwned =>
        db.Set<T>().IgnoreQueryFilters(Filters).CountAsync(e => e.StoreId != own, Stop);

    private async Task<AsyncServiceScope> EnterAsync(string store)
    {
        var scope = app.Services.CreateAsyncScope();
        var found = await app.Services.GetRequiredService<ITenantStore>().FindByIdentifierAsync(store, Stop);
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(found!);
        return scope;
    }
}
