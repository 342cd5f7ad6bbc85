using System.Text.Json.Serialization;
using Orion.Framework.Currencies;

namespace Orion.Features.Catalog.Store;

/// <summary>
/// Changes one variant: its price, stock or article number. From the table of a product's page the whole table comes along;
/// only the row that is meant is saved.
/// </summary>
/// <param name="Version">The version of the product that the page shows. A single cell is saved in any case; it only matters for what the page knows afterwards.</param>
public sealed record ChangeVariant(string? Sku, MoneyInput? Price, Given<int> Stock, Given<int> ShownStock, List<VariantChange?>? Variants, string? Version)
    : IInput<ChangeVariant>
{
    /// <summary>The variant as it is now, and its place in the product.</summary>
    public sealed record Result(ShowProduct.Variant Variant, int Row, Guid ProductId, string Version)
    {
        /// <summary>Whether nobody else changed the product since the page was made, so that its forms may go on from this version.</summary>
        [JsonIgnore]
        public bool IsNext { get; init; }
    }

    public void Validate(Errors errors)
    {
        // What is checked depends on the row that the address names: see RunAsync.
    }

    public async Task<Outcome<Result>> RunAsync(
        Guid id, Guid variantId, string? cell, OrionDb db, IStock stock, RequestContext request, CancellationToken stop)
    {
        var product = await ChangeProduct.FindAsync(db, request, id, stop);
        if (product?.Variants.FirstOrDefault(v => v.Id == variantId) is not { } variant) return Refusal.NotFound("variant");
        var row = Variants?.FindIndex(v => v?.Id == variantId) ?? -1;
        var change = row >= 0 ? Variants![row]! : new VariantChange(variantId, Sku, Price) { Stock = Stock, ShownStock = ShownStock };
        if (cell is not null) change = Only(change, cell);
        change = change.WithoutUnchanged(change.Untouched(product, await stock.FindAsync([variantId], stop)));
        var prefix = row >= 0 ? $"variants[{row}]." : "";
        var errors = new Errors();
        List<StockCount> counts = [];
        change.Check(errors, prefix);
        VariantRules.CheckCounted(errors, stock, prefix + "stock", change.Stock.Value);
        change.Apply(variant, request, prefix, errors, counts);
        if (!errors.None) return Refusal.Invalid(errors.ToDictionary());
        var isNext = Version == ChangeProduct.VersionOf(db, product);
        var saved = await ChangeProduct.SaveAsync(product, counts, db, stock, request, stop);
        return saved.Refusal is { } refusal ? refusal : Find(saved.Value!, variantId)! with { IsNext = isNext };
    }

    private static VariantChange Only(VariantChange change, string cell) => cell switch
    {
        "price" => new(change.Id, Price: change.Price),
        "stock" => new(change.Id) { Stock = change.Stock, ShownStock = change.ShownStock },
        "sku" => new(change.Id, Sku: change.Sku),
        _ => new(change.Id)
    };

    /// <summary>A variant in its product; null when it isn't there.</summary>
    public static Result? Find(ShowProduct.Result product, Guid variantId)
    {
        for (var row = 0; row < product.Variants.Count; row++)
            if (product.Variants[row].Id == variantId)
                return new Result(product.Variants[row], row, product.Id, product.Version);
        return null;
    }
}

/// <summary>A cell of the table of variants that can be changed.</summary>
/// <param name="Cell"><c>sku</c>, <c>price</c> or <c>stock</c>.</param>
public sealed record VariantCell(ChangeVariant.Result Of, string? Cell)
{
    /// <summary>
    /// The row in which the variant was sent; -1 if it wasn't. Another than its row now when somebody took out a variant meanwhile.
    /// </summary>
    public int SentIn(FormState form)
    {
        bool Is(int row) => Guid.TryParse(form.Value($"variants[{row}].id"), out var id) && id == Of.Variant.Id;
        if (form.Typed is null || Is(Of.Row)) return Of.Row;
        for (var row = 0; row < form.CountOf("variants"); row++)
            if (Is(row))
                return row;
        return -1;
    }

    public string Field => FieldIn(Of.Row);

    public string FieldIn(int row) => $"variants[{row}].{(Cell == "price" ? "price.amount" : Cell)}";

    /// <summary>What the cell holds; an amount as people of a culture write it.</summary>
    public string ValueIn(System.Globalization.CultureInfo culture) => Cell switch
    {
        "price" => Of.Variant.Price.ToFieldText(culture),
        "stock" => Of.Variant.Stock?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
        _ => Of.Variant.Sku
    };

    public string Label => Cell switch
    {
        "price" => "Price",
        "stock" => "Stock",
        _ => "SKU"
    };
}
