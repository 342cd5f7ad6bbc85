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
    /// The condition for the word that is the parameter of this number. Its wildcards are escaped after folding, because folding
    /// turns wide forms into the plain ones (U+FF05 into a per cent sign).
    /// </summary>
    public static string Occurs(int word) =>
        $@"search_text like '%' || replace(replace(replace(fold(${word}), '\', '\\'), '%', '\%'), '_', '\_') || '%' escape '\'";
}
