namespace Orion.Features.Catalog.Shop;

/// <summary>What a shopper types, as a filter: every word must occur, wherever, in whatever case and with or without accents.</summary>
public static class ProductSearch
{
    /// <summary>The longest text that is searched for.</summary>
    public const int Longest = 200;

    private const int MostWords = 8;

    /// <summary>The words of a text, the first few.</summary>
    public static IReadOnlyList<string> Words(string? text) => text is null
        ? []
        : [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWords)];

    /// <summary>
    /// Adds a condition per word. A word's wildcards are escaped after folding, because folding turns wide forms into the plain
    /// ones (U+FF05 into a per cent sign).
    /// </summary>
    public static IQueryable<ProductDocument> Matching(this IQueryable<ProductDocument> documents, string? text)
    {
        foreach (var word in Words(text))
            documents = documents.Where(d => EF.Functions.Like(
                d.SearchText,
                "%" + OrionDb.Fold(word).Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%",
                "\\"));
        return documents;
    }
}
