using System.Globalization;
using Orion.Framework.Currencies;

namespace Orion.Features.Catalog.Store;

/// <summary>Changes what is given of a product, and leaves the rest as it is.</summary>
/// <param name="Version">The version that the change was made from; when given, it must be the one that is stored.</param>
public sealed record ChangeProduct(
    string? Name, string? Slug, ProductStatus? Status, string? Summary, string? Description, string? Version,
    List<ChangeProduct.VariantChange?>? Variants) : IInput<ChangeProduct>
{
    /// <summary>A change of a variant.</summary>
    /// <param name="ShownStock">The stock that the form showed: where it is what was sent, sales since then stay counted.</param>
    public sealed record VariantChange(
        Guid? Id = null, string? Sku = null, MoneyInput? Price = null, int? Stock = null, int? ShownStock = null);

    public void Validate(Errors errors)
    {
        if (Name is not null) errors.Text("name", Name, 255, "a name");
        if (Slug is not null) errors.If(Slug.Length == 0, "slug", "Enter an address.");
        Slugs.Check(errors, Slug);
        errors.Text("summary", Summary, 500, "a summary", required: false);
        errors.If(Description?.Length > RichText.Longest, "description", $"Use at most {RichText.Longest} characters.");
        errors.If(Variants?.Count > Product.MostVariants, "variants", $"A product has at most {Product.MostVariants} variants.");
        for (var i = 0; i < Math.Min(Variants?.Count ?? 0, Product.MostVariants); i++)
            if (Variants![i] is not { Id: not null } change) errors.Add($"variants[{i}].id", "Say which variant is meant.");
            else Check(errors, change, $"variants[{i}].");
    }

    public async Task<Outcome<ShowProduct.Result>> RunAsync(Guid id, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        var product = await db.Set<Product>().Include(p => p.Variants.Where(v => v.RemovedAt == null)).FirstOrDefaultAsync(p => p.Id == id, stop);
        if (product is null) return Refusal.NotFound("product");
        if (Version is { Length: > 0 } && Version.Trim('"') != db.Entry(product).Property<uint>("RowVersion").CurrentValue.ToString(CultureInfo.InvariantCulture))
            return Refusal.Conflict("changed_meanwhile", "Someone else changed this product meanwhile. What you typed is still here: save again to keep yours.");

        var errors = new Errors();
        List<StockCount> counts = [];
        for (var i = 0; i < (Variants?.Count ?? 0); i++)
            if (product.Variants.FirstOrDefault(v => v.Id == Variants![i]!.Id) is { } variant)
                Apply(variant, Variants![i]!, request.Store.Currency, $"variants[{i}].", errors, counts);
            else errors.Add($"variants[{i}].id", "This product has no such variant.");
        if (!errors.None) return Refusal.Invalid(errors.ToDictionary());
        if (Slug is not null && Slug != product.Slug && await Slugs.IsTakenAsync(db, Slug, id, stop)) return Slugs.Refuse();
        Apply(product);
        return await SaveAsync(product, counts, db, stock, request, stop);
    }

    /// <summary>Saves a product that was changed, with its stock, and lets the shop show it.</summary>
    internal static async Task<Outcome<ShowProduct.Result>> SaveAsync(
        Product product, IReadOnlyCollection<StockCount> counts, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        // A change of a variant alone is one of the product as well: its version must move.
        db.Entry(product).Property(p => p.UpdatedAt).IsModified = true;
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException failed) when (Slugs.IsCollision(failed))
        {
            return Slugs.Refuse();
        }

        if (counts.Count > 0 && await stock.SetAsync(counts, StockSource.Merchant, stop) is { } refusal) return refusal;
        await ProductDocuments.RefreshAsync(db, request.Store.Id, [product.Id], stop);
        return await new ShowProduct(product.Id).RunAsync(db, stock, request, stop);
    }

    internal static void Check(Errors errors, VariantChange change, string prefix)
    {
        errors.If(change.Sku?.Length > 255, prefix + "sku", "Use at most 255 characters.");
        errors.If(change.Stock is < 0 or > VariantRules.MostStock, prefix + "stock", $"Enter a number from 0 to {VariantRules.MostStock}.");
    }

    internal static void Apply(
        ProductVariant variant, VariantChange change, string currency, string prefix, Errors errors, List<StockCount> counts)
    {
        change.Price?.Validate(errors, prefix + "price", currency);
        if (!errors.None) return;
        if (change.Price is not null) variant.Reprice(change.Price.ToMoney(currency), variant.CompareAt);
        if (change.Sku is not null) variant.SetSku(change.Sku.Trim());
        if (change.Stock is { } counted && counted != change.ShownStock) counts.Add(new StockCount(variant.Id, counted, IsTracked: true));
    }

    private void Apply(Product product)
    {
        if (Name is not null) product.Rename(Name.Trim());
        if (Slug is not null) product.MoveTo(Slug);
        if (Status is { } status) product.SetStatus(status);
        if (Summary is not null || Description is not null)
            product.Describe(Summary?.Trim() ?? product.Summary, Description is null ? product.Description : RichText.From(Description));
    }
}
