namespace Orion.Features.Catalog.Import;

/// <summary>A product as the file says, read and checked. What is null the file doesn't say: then what is there stays.</summary>
internal sealed class ImportedProduct
{
    /// <summary>The key of the product that has this handle; a new one where there is none.</summary>
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Whether the store has no product of this handle yet.</summary>
    public bool IsNew { get; private set; } = true;

    public required int Line { get; init; }

    public required int Rows { get; init; }

    /// <summary>What the file calls it: its identity, to the letter.</summary>
    public required string Handle { get; init; }

    /// <summary>Its address in the shop.</summary>
    public string Slug { get; set; } = "";

    public required string Name { get; init; }

    public required string? Summary { get; init; }

    public required string? Description { get; init; }

    public required string? Vendor { get; init; }

    public required ProductStatus? Status { get; init; }

    /// <summary>What it is when it is new and the file doesn't say.</summary>
    public required ProductStatus StatusIfNew { get; init; }

    /// <summary>The options that the file's variants have.</summary>
    public required IReadOnlyList<ProductOption> Options { get; init; }

    /// <summary>The options with those of variants that stay though the file doesn't name them.</summary>
    public IReadOnlyList<ProductOption> AllOptions { get; private set; } = [];

    public required IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The name of its category; empty for none.</summary>
    public required string? Category { get; init; }

    public required IReadOnlyList<ImportedVariant> Variants { get; init; }

    public required IReadOnlyList<ImportedPicture> Pictures { get; init; }

    /// <summary>Whether the file says what all of its pictures are, so that others that an import has brought go.</summary>
    public required bool HasAllPictures { get; init; }

    /// <summary>Whether it was found by its address, because nobody had given it a handle.</summary>
    public bool WasMadeByHand { get; private set; }

    /// <summary>Whether it was found by the address that was made of its handle, before handles were kept.</summary>
    public bool IsEarlier { get; private set; }

    /// <summary>It is none that the store has, as far as is known; a batch that failed is looked at afresh.</summary>
    /// <param name="slug">The address that it would like to have.</param>
    public void MarkNew(string slug) => (Id, IsNew, WasMadeByHand, IsEarlier, Slug, AllOptions) = (Guid.CreateVersion7(), true, false, false, slug, Options);

    /// <summary>It is the product that the store has under this key.</summary>
    public void MatchTo(Guid id, string slug, bool byHand = false, bool isEarlier = false) =>
        (Id, IsNew, WasMadeByHand, IsEarlier, Slug) = (id, false, byHand, isEarlier, slug);

    /// <summary>It has these variants as well.</summary>
    public void Offers(IEnumerable<Dictionary<string, string>> others) => AllOptions =
        [.. Options.Select(o => new ProductOption(o.Name, [.. o.Values.Concat(others.Select(v => v[o.Name])).Distinct(StringComparer.Ordinal)]))];
}

/// <summary>
/// A variant as the file says. Amounts are minor units of the store's currency, weights grams; a null is what the file doesn't
/// say, or not readably: then what is there stays.
/// </summary>
/// <param name="CompareAt">The price before a reduction; 0 for none.</param>
/// <param name="HasQuantityCell">Whether something stands there for the quantity, readable or not: then it is meant to be counted.</param>
internal sealed record ImportedVariant(
    int Line, Dictionary<string, string> Options, string? Sku, long Price, long? CompareAt, string? Barcode, int? Weight,
    bool? RequiresShipping, bool? IsTaxable, int? Quantity, bool? IsTracked, bool? IsBackorderable, bool HasQuantityCell);

/// <summary>A picture as the file says.</summary>
/// <param name="Alt">The alternative text; null when the file has none.</param>
/// <param name="Options">The option values that it shows; empty for the product as a whole, null when the file doesn't say.</param>
internal sealed record ImportedPicture(int Line, string Url, string? Alt, Dictionary<string, string>? Options);
