using Orion.Features.Catalog.Import.Reading;

namespace Orion.Features.Catalog.Import.Merging;

/// <summary>A variant that the store has.</summary>
internal sealed record StoredVariant(Guid Id, Dictionary<string, string> Options, string Sku);

/// <summary>
/// Which of a product's variants in the store is which row of the file. The same options first; then the same article number,
/// where it is the number of one alone on both sides; then the same values under other option names; then one that has the other's
/// options and some more. What is found keeps its key, and with it carts, orders and stock.
/// </summary>
internal sealed class VariantMatch
{
    private readonly ImportedProduct product;
    private readonly List<StoredVariant> left;
    private readonly Guid?[] found;
    private readonly Dictionary<string, string> renamed;

    private VariantMatch(ImportedProduct product, IReadOnlyList<string> names, IReadOnlyList<StoredVariant> stored)
    {
        this.product = product;
        left = [.. stored];
        found = new Guid?[product.Variants.Count];
        renamed = Rename(names, [.. product.Options.Select(o => o.Name)]);
    }

    /// <summary>The store's variant for each of the file's; null for one that is new.</summary>
    public IReadOnlyList<Guid?> Found => found;

    /// <summary>Those that the file doesn't name, with their options as the product calls them from now on.</summary>
    public IReadOnlyList<StoredVariant> Unnamed { get; private set; } = [];

    /// <summary>Whether those that the file doesn't name can stay beside those that it does.</summary>
    public bool CanStay { get; private set; } = true;

    /// <param name="names">The product's options as they are now, in order.</param>
    public static VariantMatch Of(ImportedProduct product, IReadOnlyList<string> names, IReadOnlyList<StoredVariant> stored)
    {
        var match = new VariantMatch(product, names, stored);
        match.Take(v => Key(v.Options), s => Key(s.Options), firstOfTwins: true);
        match.Take(v => v.Sku ?? "", s => s.Sku);
        var isRename = match.Take(v => Key(v.Options), s => Key(match.Translate(s.Options))) > 0;
        match.TakeExtended();
        match.Settle(isRename);
        return match;
    }

    /// <summary>Gives each variant of the file the one of the store that alone has its key; gives how many that were.</summary>
    private int Take(Func<ImportedVariant, string> fileKey, Func<StoredVariant, string> storeKey, bool firstOfTwins = false)
    {
        if (left.Count == 0) return 0;
        var stored = left.GroupBy(storeKey, StringComparer.Ordinal).Where(g => firstOfTwins || g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var rows = Enumerable.Range(0, found.Length).Where(i => found[i] is null).GroupBy(i => fileKey(product.Variants[i]), StringComparer.Ordinal)
            .Where(g => g.Count() == 1);
        var count = 0;
        foreach (var row in rows)
            if ((row.Key.Length > 0 || firstOfTwins) && stored.TryGetValue(row.Key, out var variant))
            {
                Is(row.Single(), variant);
                count++;
            }

        return count;
    }

    /// <summary>An option was added or taken away, and there is one candidate alone on both sides.</summary>
    private void TakeExtended()
    {
        if (left.Count == 0) return;
        var rows = Enumerable.Range(0, found.Length).Where(i => found[i] is null).ToList();
        var pairs = rows.SelectMany(i => left.Where(s => IsPartOf(product.Variants[i].Options, s.Options) || IsPartOf(s.Options, product.Variants[i].Options))
            .Select(s => (Row: i, Stored: s))).ToList();
        var rowCounts = pairs.CountBy(p => p.Row).ToDictionary();
        var storedCounts = pairs.CountBy(p => p.Stored.Id).ToDictionary();
        foreach (var (row, stored) in pairs.Where(p => rowCounts[p.Row] == 1 && storedCounts[p.Stored.Id] == 1)) Is(row, stored);
    }

    private void Settle(bool isRename)
    {
        var names = product.Options.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var taken = product.Variants.Select(v => Key(v.Options)).ToHashSet(StringComparer.Ordinal);
        Unnamed = [.. left.Select(s => isRename ? s with { Options = Translate(s.Options) } : s)];
        CanStay = Unnamed.All(s => names.SetEquals(s.Options.Keys) && !taken.Contains(Key(s.Options)))
            && product.Variants.Count + Unnamed.Count <= Product.MostVariants;
    }

    private void Is(int row, StoredVariant variant)
    {
        found[row] = variant.Id;
        left.Remove(variant);
    }

    private Dictionary<string, string> Translate(Dictionary<string, string> options) =>
        options.ToDictionary(o => renamed.GetValueOrDefault(o.Key, o.Key), o => o.Value, StringComparer.Ordinal);

    /// <summary>
    /// What each option is called now, when there are as many as before: those whose name is still there keep it, for the others
    /// the order counts in which most variants are found again.
    /// </summary>
    private Dictionary<string, string> Rename(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if (before.Count != after.Count) return [];
        var gone = before.Except(after, StringComparer.Ordinal).ToList();
        var come = after.Except(before, StringComparer.Ordinal).ToList();
        if (gone.Count == 0 || gone.Count != come.Count) return [];
        var wanted = product.Variants.Select(v => Key(v.Options)).ToHashSet(StringComparer.Ordinal);
        return Orders(come).Select(order => gone.Zip(order).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal))
            .MaxBy(names => left.Count(s => wanted.Contains(Key(s.Options.ToDictionary(o => names.GetValueOrDefault(o.Key, o.Key), o => o.Value)))))!;
    }

    private static IEnumerable<List<string>> Orders(List<string> names) => names.Count <= 1
        ? [names]
        : names.SelectMany((name, i) => Orders([.. names[..i], .. names[(i + 1)..]]).Select(rest => (List<string>)[name, .. rest]));

    private static bool IsPartOf(Dictionary<string, string> part, Dictionary<string, string> whole) =>
        part.Count < whole.Count && part.All(o => whole.TryGetValue(o.Key, out var value) && value == o.Value);

    /// <summary>Options in an order of their own: PostgreSQL keeps none. The separators are in no name and no value.</summary>
    private static string Key(Dictionary<string, string> options) =>
        string.Join('\u001e', options.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}\u001f{o.Value}"));
}
