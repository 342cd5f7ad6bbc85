using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Catalog;
using Orion.Features.Core;
using Orion.Features.Customers;
using Orion.Features.Inventory;
using Orion.Features.Orders;
using Orion.Features.Tenancy;
using Orion.Framework.Currencies;
using Orion.Framework.Database;
using Orion.Framework.Web;

namespace Orion.Tests.Fixtures;

/// <summary>Makes stores, people and goods directly in the database, as the platform's role.</summary>
public sealed class Makers(IServiceProvider services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A shop that can sell at once: owner, staff, a customer, a mug, a shirt in sizes, a draft, shipping and tax.</summary>
    public async Task<StoreWorld> StoreAsync(Store store)
    {
        var host = await InStoreAsync(store.Id, async db =>
        {
            db.Add(store);
            db.Add(StockLocation.Default(store.Id, "Warehouse"));
            await db.SaveChangesAsync(Stop);
            return await db.Set<PlatformHost>().Where(h => h.PlatformId == store.PlatformId && h.IsPrimary).Select(h => h.Host).SingleAsync(Stop);
        });
        var owner = await MemberAsync(store.Id, $"owner@{store.Code}.test", $"Olivia of {store.Name}", StoreRole.Owner);
        var staff = await MemberAsync(store.Id, $"staff@{store.Code}.test", $"Sam of {store.Name}", StoreRole.Staff);
        var carol = await CustomerAsync(store.Id, "carol@example.test", $"Carol of {store.Name}");
        var kitchen = await CategoryAsync(store.Id, "kitchen", "Kitchen");
        var mug = await ProductAsync(store.Id, "mug", $"{store.Name} mug", store.Currency, 1250, stock: 100, category: kitchen);
        var shirt = await ProductAsync(
            store.Id, "shirt", $"{store.Name} shirt", store.Currency, 2500, stock: 20, options: ("Size", ["S", "M", "L"]));
        var draft = await ProductAsync(
            store.Id, "prototype", $"{store.Name} prototype", store.Currency, 9900, stock: 5, status: ProductStatus.Draft);
        var shipping = await ShippingAsync(store.Id, "standard", "Standard", new Money(500, store.Currency), freeFrom: 10_000);
        await ShippingAsync(store.Id, "express", "Express", new Money(1500, store.Currency), countries: store.Country);
        await TaxAsync(store.Id, store.Country, store.Country == "US" ? 0.085m : 0.19m);
        return new(store.Id, store.Code, store.Currency, host, owner, staff, carol, mug, shirt, draft, shipping);
    }

    /// <summary>Someone who works for a store.</summary>
    public Task<User> MemberAsync(Guid store, string email, string name, StoreRole role) => InStoreAsync(store, async db =>
    {
        var user = User.Register(email, name, World.PasswordHash);
        db.Add(user);
        db.Add(StoreMember.Join(store, user.Id, role, TimeProvider.System.GetUtcNow()));
        await db.SaveChangesAsync(Stop);
        return user;
    });

    /// <summary>A customer with an account.</summary>
    public Task<Customer> CustomerAsync(Guid store, string email, string name) => InStoreAsync(store, async db =>
    {
        var customer = Customer.Register(store, email, name, World.PasswordHash);
        db.Add(customer);
        await db.SaveChangesAsync(Stop);
        return customer;
    });

    public Task<Guid> CategoryAsync(Guid store, string slug, string name) => InStoreAsync(store, async db =>
    {
        var category = Category.Make(slug, name, "", 1);
        db.Add(category);
        await db.SaveChangesAsync(Stop);
        return category.Id;
    });

    /// <summary>A product with stock and its document. Without an option, one variant; with one, a variant for each value.</summary>
    public Task<ProductWorld> ProductAsync(
        Guid store, string slug, string name, string currency, long price, int? stock = 100, ProductStatus status = ProductStatus.Active,
        (string Name, string[] Values)? options = null, Guid? category = null) => InStoreAsync(store, async db =>
    {
        var product = Product.Make(slug, name, status, $"<p>{name} for everybody.</p>", $"{name}, as we make them.");
        if (options is { } given) product.SetOptions([new ProductOption(given.Name, [.. given.Values])]);
        var position = 0;
        foreach (var value in options?.Values ?? [""])
        {
            Dictionary<string, string> chosen = options is { } way ? new() { [way.Name] = value } : [];
            var sku = $"{slug}{(value.Length > 0 ? "-" + value : "")}".ToUpperInvariant();
            product.Variants.Add(ProductVariant.Of(product.Id, sku, chosen, new Money(price, currency), ++position));
        }

        if (category is { } shelf) product.Categories.Add(ProductCategory.Of(product.Id, shelf));
        db.Add(product);
        var location = await db.Set<StockLocation>().Where(l => l.StoreId == store && l.IsDefault).Select(l => l.Id).SingleAsync(Stop);
        foreach (var variant in product.Variants)
        {
            db.Add(StockLevel.At(variant.Id, location, stock ?? 0, tracked: stock is not null));
            if (stock > 0)
                db.Add(StockMovement.Of(variant.Id, location, stock.Value, MovementReason.Opening, null, TimeProvider.System.GetUtcNow()));
        }

        await db.SaveChangesAsync(Stop);
        Guid[] ids = [product.Id];
        await db.Database.ExecuteSqlAsync($"select refresh_product_documents({store}, {ids})", Stop);
        return new ProductWorld(product.Id, slug, [.. product.Variants.Select(v => v.Id)]);
    });

    public Task<Guid> ShippingAsync(
        Guid store, string code, string name, Money price, long? freeFrom = null, params string[] countries) => InStoreAsync(store, async db =>
    {
        var method = ShippingMethod.Offer(code, name, "", price, freeFrom, countries, 1);
        db.Add(method);
        await db.SaveChangesAsync(Stop);
        return method.Id;
    });

    public Task<Guid> TaxAsync(Guid store, string country, decimal rate) => InStoreAsync(store, async db =>
    {
        var tax = TaxRate.In(country, "Tax", rate);
        db.Add(tax);
        await db.SaveChangesAsync(Stop);
        return tax.Id;
    });

    public Task<Guid> DomainAsync(Guid store, string host, bool verified) => InStoreAsync(store, async db =>
    {
        var domain = StoreDomain.Claim(store, host, "proof-of-" + host);
        if (verified) domain.Verify(TimeProvider.System.GetUtcNow());
        db.Add(domain);
        await db.SaveChangesAsync(Stop);
        return domain.Id;
    });

    /// <summary>Does something in a transaction as the platform's role, with what is added belonging to the store.</summary>
    public async Task<T> InStoreAsync<T>(Guid store, Func<PlatformDb, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        await using var db = new PlatformDb(
            scope.ServiceProvider.GetRequiredService<DbContextOptions<PlatformDb>>(), new OneStore(store));
        return await db.InTransactionAsync(() => work(db), Stop);
    }

    /// <summary>What contexts need, where no application runs.</summary>
    internal static ServiceProvider Services(DatabaseAccess access) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(access)
        .AddScoped<IStoreScope>(_ => new OneStore(Guid.Empty))
        .AddOrionDatabase()
        .BuildServiceProvider();

    private sealed class OneStore(Guid id) : IStoreScope
    {
        public Guid? StoreId => id;
    }
}
