namespace Orion.Features.Catalog.Import;

/// <summary>A product as the file says, read and checked.</summary>
internal sealed class ImportedProduct
{
    /// <summary>The key of the product that has this slug; a new one where there is none.</summary>
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Whether the store has no product of this slug yet.</summary>
    public bool IsNew { get; private set; } = true;

    public required int Line { get; init; }

    public required int Rows { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Summary { get; init; }

    public required string Description { get; init; }

    public required string Vendor { get; init; }

    public required ProductStatus Status { get; init; }

    public required IReadOnlyList<ProductOption> Options { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The name of its category; empty for none.</summary>
    public required string Category { get; init; }

    public required IReadOnlyList<ImportedVariant> Variants { get; init; }

    public required IReadOnlyList<ImportedPicture> Pictures { get; init; }

    /// <summary>It is the product that the store has under this key.</summary>
    public void Is(Guid id) => (Id, IsNew) = (id, false);
}

/// <summary>A variant as the file says. Amounts are minor units of the store's currency, weights grams.</summary>
internal sealed record ImportedVariant(
    int Line, Dictionary<string, string> Options, string Sku, long Price, long? CompareAt, string Barcode, int Weight,
    bool RequiresShipping, bool IsTaxable, int Quantity, bool IsTracked, bool IsBackorderable);

/// <summary>A picture as the file says.</summary>
/// <param name="Options">The option values that it shows; empty for the product as a whole.</param>
internal sealed record ImportedPicture(int Line, string Url, string Alt, Dictionary<string, string> Options);
