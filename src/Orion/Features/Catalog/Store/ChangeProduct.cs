using System.Globalization;

namespace Orion.Features.Catalog.Store;

/// <summary>Changes what is given of a product, and leaves the rest as it is.</summary>
/// <param name="Version">The version that the change was made from; when given, it must be the one that is stored.</param>
/// <param name="Variants">Those that change, are new or go; the others stay.</param>
/// <param name="Options">Those that change, are new or go; the others stay. They change before the variants do.</param>
public sealed record ChangeProduct(
    string? Name, string? Slug, ProductStatus? Status, string? Summary, [property: Lines] string? Description, string? Version,
    List<VariantChange?>? Variants, List<OptionChange?>? Options) : IInput<ChangeProduct>, IChange
{
    private const int MostOptionChanges = 2 * Product.MostOptions;

    public void Validate(Errors errors)
    {
        errors.If(Variants?.Count > Product.MostVariants + 1, "variants", $"A product has at most {Product.MostVariants} variants.");
        errors.If(Options?.Count > MostOptionChanges, "options", $"A product has at most {Product.MostOptions} options.");
        if (errors.None && Variants?.FindIndex(v => v is null) is { } row and >= 0) errors.Add($"variants[{row}]", "This is no variant.");
        if (errors.None && Options?.FindIndex(o => o is null) is { } option and >= 0) errors.Add($"options[{option}]", "This is no option.");
    }

    public void Check(Errors errors)
    {
        if (Name is not null) errors.Text("name", Name, Product.LongestName, "a name");
        if (Slug is not null) errors.If(Slug.Length == 0, "slug", "Enter an address.");
        Slugs.Check(errors, Slug);
        errors.Text("summary", Summary, Product.LongestSummary, "a summary", required: false);
        errors.If(Description?.Length > RichText.Longest, "description", $"Use at most {RichText.Longest} characters.");
        for (var i = 0; i < (Variants?.Count ?? 0); i++) Variants![i]!.Check(errors, $"variants[{i}].");
        for (var i = 0; i < (Options?.Count ?? 0); i++) Options![i]!.Check(errors, $"options[{i}]");
    }

    /// <param name="ifMatch">The header of RFC 9110, 13.1.1: like <see cref="Version"/>, but what it refuses is 412.</param>
    public async Task<Outcome<ShowProduct.Result>> RunAsync(
        Guid id, string? ifMatch, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        if (await FindAsync(db, request, id, stop) is not { } product) return Refusal.NotFound("product");
        var counted = await stock.FindAsync([.. product.Variants.Select(v => v.Id)], stop);
        return await this.WithoutUnchanged(Untouched(product, counted)).ApplyAsync(product, counted, ifMatch, db, stock, request, stop);
    }

    private async Task<Outcome<ShowProduct.Result>> ApplyAsync(
        Product product, IReadOnlyDictionary<Guid, StockState> counted, string? ifMatch, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        if (this.WhyNot() is { } refusal) return refusal;
        var version = VersionOf(db, product);
        if (IsOther(ifMatch, version)) return Changed(412);
        if (IsOther(Version, version)) return Changed(409);

        var errors = new Errors();
        for (var i = 0; i < (Variants?.Count ?? 0); i++) VariantRules.CheckCounted(errors, stock, $"variants[{i}].stock", Variants![i]!.Stock.Value);
        if (!errors.None) return Refusal.Invalid(errors.ToDictionary());
        List<StockCount> counts = [];
        if (Variants is { Count: > 0 } || Options is { Count: > 0 }) await RestructureAsync(product, counted, counts, errors, db, request, stop);
        if (!errors.None) return Refusal.Invalid(errors.ToDictionary());
        if (Slug is not null && await Slugs.IsTakenAsync(db, Slug, product.Id, stop)) return Slugs.Refuse();
        Apply(product);
        return await SaveAsync(product, counts, db, stock, request, stop);
    }

    /// <summary>A product with the variants that are sold, kept from others until this change is done; null if it isn't there.</summary>
    internal static async Task<Product?> FindAsync(OrionDb db, RequestContext request, Guid id, CancellationToken stop)
    {
        await ProductLock.TakeAsync(db, request, id, stop);
        return await db.Set<Product>().Include(p => p.Variants.Where(v => v.RemovedAt == null)).FirstOrDefaultAsync(p => p.Id == id, stop);
    }

    /// <summary>The version of a product that was just read.</summary>
    internal static string VersionOf(OrionDb db, Product product) =>
        db.Entry(product).Property<uint>("RowVersion").CurrentValue.ToString(CultureInfo.InvariantCulture);

    /// <summary>Saves a product that was changed, with its stock, and lets the shop show it.</summary>
    internal static async Task<Outcome<ShowProduct.Result>> SaveAsync(
        Product product, IReadOnlyCollection<StockCount> counts, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        if (!db.ChangeTracker.HasChanges() && counts.Count == 0) return await new ShowProduct(product.Id).RunAsync(db, stock, request, stop);
        // A change of a variant alone is one of the product as well: its version must move.
        db.Entry(product).Property(p => p.UpdatedAt).IsModified = true;
        await db.SaveChangesAsync(stop);
        if (counts.Count > 0 && await stock.SetAsync(counts, StockSource.Merchant, stop) is { } refusal) return refusal;
        await ProductDocuments.RefreshAsync(db, request.Store.Id, [product.Id], stop);
        return await new ShowProduct(product.Id).RunAsync(db, stock, request, stop);
    }

    private static bool IsOther(string? given, string stored) =>
        given?.Trim() is { Length: > 0 } asked && asked != "*" && asked.Split(',').All(tag => tag.Trim().Trim('"') != stored);

    private static Refusal Changed(int status) => new(status, "changed_meanwhile",
        "Someone else changed this product meanwhile. What you typed is still here, beside what is saved now: save again to keep yours.");

    private async Task RestructureAsync(
        Product product, IReadOnlyDictionary<Guid, StockState> counted, List<StockCount> counts, Errors errors, OrionDb db, RequestContext request,
        CancellationToken stop)
    {
        var set = new VariantSet(product, counted.Keys.ToHashSet(), request.Now, errors);
        var changesOptions = Options?.Any(o => !o!.IsUntouched) == true;
        if (changesOptions)
        {
            var pictures = await db.Set<ProductImage>().Where(i => i.ProductId == product.Id).ToListAsync(stop);
            new OptionChanges(set, pictures, errors).Apply(Options!);
        }

        for (var i = 0; i < (Variants?.Count ?? 0); i++)
            Variants![i]!.Apply(product.Id, set, request, $"variants[{i}].", errors, counts);
        var isRestructured = changesOptions || set.Added.Count > 0 || set.Variants.Count != product.Variants.Count
            || Variants?.Any(v => v!.Options is not null || v.Values is not null && !v.IsBlank) == true;
        if (isRestructured) set.Settle();
        db.AddRange(set.Added);
        counts.AddRange(set.Counts);
    }

    private void Apply(Product product)
    {
        if (Name is not null) product.Rename(Name.Trim());
        if (Slug is not null) product.MoveTo(Slug);
        if (Status is { } status) product.SetStatus(status);
        if (Summary is not null || Description is not null)
            product.Describe(Summary?.Trim() ?? product.Summary, Description is null ? product.Description : RichText.From(Description));
    }

    /// <summary>What would have come back if nobody had touched it. A program sends the description as it is, a form as it may be edited.</summary>
    private ChangeProduct Untouched(Product product, IReadOnlyDictionary<Guid, StockState> counted) => new(
        product.Name, product.Slug, product.Status, product.Summary,
        Description == product.Description ? product.Description : RichText.ToEditable(product.Description), null,
        Variants?.ConvertAll<VariantChange?>(v => v!.Untouched(product, counted)), Options?.ConvertAll<OptionChange?>(o => o!.Untouched(product)));
}
