using System.Globalization;
using Orion.Features.Catalog;
using Orion.Features.Customers;
using Orion.Features.Inventory;
using Orion.Features.Orders;
using Orion.Features.Orders.Checkout;
using Orion.Features.Tenancy;
using Orion.Framework.Regions;
using Orion.Framework.Storage;

namespace Orion.Features.DevTools;

/// <summary>Writes what a demo store sells: theme, shelves, products with pictures and stock, shipping and tax, and a month of orders.</summary>
public sealed class DemoStoreWriter(Pictures pictures)
{
    internal async Task FillAsync(
        PlatformDb db, Store store, DemoContent content, Customer customer, DateTimeOffset now, CancellationToken stop)
    {
        var stored = await StorePicturesAsync(store.Id, content, stop);
        db.Add(StoreTheme.For(
            store.Id, content.Theme.ToTokens(), Home(content, stored), await ReadAsync(content, content.Theme.Logo, stop),
            await ReadAsync(content, content.Theme.Favicon, stop)));
        var offer = AddSelling(db, store, content);
        var location = StockLocation.Default(store.Id, "Studio");
        db.Add(location);
        var categories = content.Categories.Select((c, i) => Category.Make(c.Slug, c.Name, c.Description, i)).ToDictionary(c => c.Slug);
        foreach (var category in categories.Values) Own(db, store, category);

        List<OrderLine> goods = [];
        // Newest first in the shop: the first of the file is the youngest.
        foreach (var described in content.Products.Reverse())
            goods.AddRange(AddProduct(db, store, described, categories, stored));
        var book = new DemoOrderBook(content, offer, location, customer, now);
        foreach (var entity in book.Write(goods)) Own(db, store, entity);
        AddStock(db, store, content, location, goods.ToDictionary(g => g.Sku, g => (g.VariantId, book.SoldOf(g.VariantId))), now);
        await db.SaveChangesAsync(stop);
        Guid[] products = [.. goods.Select(g => g.ProductId).Distinct()];
        await db.Database.ExecuteSqlAsync($"select refresh_product_documents({store.Id}, {products})", stop);
        // An order was begun when it was decided on, not when the demo was seeded.
        await db.Database.ExecuteSqlAsync(
            $"""
             update orders o set created_at = h.at, updated_at = h.at
             from (select order_id, min(at) as at from order_status_history where store_id = {store.Id} group by 1) h
             where o.store_id = {store.Id} and o.id = h.order_id
             """, stop);
    }

    /// <summary>Its variants, as lines of orders.</summary>
    private static IEnumerable<OrderLine> AddProduct(
        PlatformDb db, Store store, DemoProduct described, Dictionary<string, Category> categories, Dictionary<string, StoredPicture> stored)
    {
        var product = Product.Make(described.Slug, described.Name, ProductStatus.Active, described.Description, described.Summary);
        product.SetOptions(described.Options ?? []);
        product.Detail(described.Details ?? []);
        Own(db, store, product);
        foreach (var slug in described.Categories) Own(db, store, ProductCategory.Of(product.Id, categories[slug].Id));
        foreach (var (image, position) in described.Images.Select((image, i) => (image, i)))
        {
            if (!stored.TryGetValue(image.File, out var picture)) continue;
            Own(db, store, ProductImage.Stored(
                product.Id, picture.Key, picture.Width, picture.Height, image.Alt, position, image.Option));
        }

        foreach (var (sold, position) in described.Variants.Select((sold, i) => (sold, i)))
        {
            var variant = ProductVariant.Of(
                product.Id, sold.Sku, sold.Options ?? [], sold.Price, position, sold.CompareAt?.Amount);
            Own(db, store, variant);
            yield return new OrderLine(
                variant.Id, product.Id, sold.Sku, product.Name, product.Slug, ProductOption.Arrange(variant.Options, product.Options),
                described.Images.Select(i => stored.GetValueOrDefault(i.File)?.Key).FirstOrDefault(k => k is not null), 1, sold.Price, IsTaxable: true);
        }
    }

    /// <summary>What is described is left after the orders, so it was more before them.</summary>
    private static void AddStock(
        PlatformDb db, Store store, DemoContent content, StockLocation location, Dictionary<string, (Guid Variant, int Sold)> goods, DateTimeOffset now)
    {
        foreach (var described in content.Products.SelectMany(p => p.Variants))
        {
            var (variant, sold) = goods[described.Sku];
            Own(db, store, StockLevel.At(variant, location.Id, described.Stock));
            if (described.Stock + sold > 0)
                Own(db, store, StockMovement.Of(
                    variant, location.Id, described.Stock + sold, MovementReason.Opening, null, now - DemoOrderBook.Span));
        }
    }

    private static ShippingOffer AddSelling(PlatformDb db, Store store, DemoContent content)
    {
        List<TaxRate> rates =
            [.. content.TaxRates.Select(t => TaxRate.In(t.Country, t.Name, decimal.Parse(t.Rate, CultureInfo.InvariantCulture)))];
        // A method without countries of its own goes abroad: wherever no other one does.
        string[] abroad = [.. Countries.All.Select(c => c.Country).Except(content.ShippingMethods.SelectMany(m => m.Countries))];
        List<ShippingMethod> methods =
        [
            .. content.ShippingMethods.Select((m, position) => ShippingMethod.Offer(
                m.Code, m.Name, m.Description, m.Price, m.FreeOver?.Amount, m.Countries is [] ? abroad : m.Countries, position))
        ];
        foreach (var entity in rates.Concat<IStoreOwned>(methods)) Own(db, store, entity);
        return new ShippingOffer(methods, rates, content.Currency);
    }

    /// <summary>Adds an entity of a store where the context is for none.</summary>
    private static void Own(PlatformDb db, Store store, IStoreOwned entity)
    {
        if (entity.StoreId == Guid.Empty) entity.GetType().GetProperty(nameof(IStoreOwned.StoreId))!.SetValue(entity, store.Id);
        db.Add(entity);
    }

    private async Task<Dictionary<string, StoredPicture>> StorePicturesAsync(Guid store, DemoContent content, CancellationToken stop)
    {
        var files = content.Products.SelectMany(p => p.Images).Select(i => i.File)
            .Append(content.Home.Image).Append(content.Home.Story.Image).Distinct().Where(f => File.Exists(content.PathOf(f))).ToList();
        var stored = new System.Collections.Concurrent.ConcurrentDictionary<string, StoredPicture>();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, async (file, token) =>
        {
            if (await pictures.StoreAsync(store, store, await File.ReadAllBytesAsync(content.PathOf(file), token), token) is { } picture)
                stored[file] = picture;
        });
        return new Dictionary<string, StoredPicture>(stored);
    }

    private static HomeContent Home(DemoContent content, Dictionary<string, StoredPicture> stored) => new()
    {
        Tagline = content.Tagline,
        Announcement = content.Home.Announcement,
        Eyebrow = content.Home.Eyebrow,
        Title = content.Home.Title,
        Text = content.Home.Text,
        Image = PictureOf(stored, content.Home.Image, content.Home.ImageAlt),
        CallToActionLabel = content.Home.CallToAction.Label,
        CallToActionCategory = content.Home.CallToAction.Category,
        StoryTitle = content.Home.Story.Title,
        StoryText = content.Home.Story.Text,
        StoryImage = PictureOf(stored, content.Home.Story.Image, content.Home.Story.ImageAlt)
    };

    private static PictureRef? PictureOf(Dictionary<string, StoredPicture> stored, string file, string alt) =>
        stored.TryGetValue(file, out var picture) ? new PictureRef(picture.Key, picture.Width, picture.Height, alt) : null;

    private static async Task<string?> ReadAsync(DemoContent content, string? file, CancellationToken stop) =>
        file is not null && File.Exists(content.PathOf(file)) ? await File.ReadAllTextAsync(content.PathOf(file), stop) : null;
}
