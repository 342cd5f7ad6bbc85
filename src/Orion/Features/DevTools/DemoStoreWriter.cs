using System.Globalization;
using Orion.Features.Catalog;
using Orion.Features.Inventory;
using Orion.Features.Orders;
using Orion.Features.Tenancy;
using Orion.Framework.Storage;

namespace Orion.Features.DevTools;

/// <summary>Writes what a demo store sells: theme, shelves, products with pictures and stock, shipping and tax.</summary>
public sealed class DemoStoreWriter(Pictures pictures)
{
    internal async Task FillAsync(PlatformDb db, Store store, DemoContent content, DateTimeOffset now, CancellationToken stop)
    {
        var stored = await StorePicturesAsync(store.Id, content, stop);
        db.Add(StoreTheme.For(
            store.Id, content.Theme.ToTokens(), Home(content, stored), await ReadAsync(content, content.Theme.Logo, stop),
            await ReadAsync(content, content.Theme.Favicon, stop)));
        AddSelling(db, store, content);
        var location = StockLocation.Default(store.Id, "Studio");
        db.Add(location);
        var categories = content.Categories.Select((c, i) => Category.Make(c.Slug, c.Name, c.Description, i)).ToDictionary(c => c.Slug);
        foreach (var category in categories.Values) Own(db, store, category);

        List<Guid> products = [];
        // Newest first in the shop: the first of the file is the youngest.
        foreach (var (described, index) in content.Products.Select((p, i) => (p, i)).Reverse())
            products.Add(AddProduct(db, store, described, categories, stored, location, now.AddMinutes(-index)));
        await db.SaveChangesAsync(stop);
        await db.Database.ExecuteSqlAsync($"select refresh_product_documents({store.Id}, {products.ToArray()})", stop);
    }

    private static Guid AddProduct(
        PlatformDb db, Store store, DemoProduct described, Dictionary<string, Category> categories,
        Dictionary<string, StoredPicture> stored, StockLocation location, DateTimeOffset now)
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
            Own(db, store, StockLevel.At(variant.Id, location.Id, sold.Stock));
            if (sold.Stock > 0)
                Own(db, store, StockMovement.Of(variant.Id, location.Id, sold.Stock, MovementReason.Opening, null, now));
        }

        return product.Id;
    }

    private static void AddSelling(PlatformDb db, Store store, DemoContent content)
    {
        Own(db, store, OrderCounter.For(store.Id));
        foreach (var tax in content.TaxRates)
            Own(db, store, TaxRate.In(tax.Country, tax.Name, decimal.Parse(tax.Rate, CultureInfo.InvariantCulture)));
        foreach (var (method, position) in content.ShippingMethods.Select((m, i) => (m, i)))
            Own(db, store, ShippingMethod.Offer(
                method.Code, method.Name, method.Description, method.Price, method.FreeOver?.Amount, method.Countries, position));
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
            if (await pictures.StoreAsync(store, await File.ReadAllBytesAsync(content.PathOf(file), token), token) is { } picture)
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
