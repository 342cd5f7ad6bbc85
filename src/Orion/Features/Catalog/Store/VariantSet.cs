namespace Orion.Features.Catalog.Store;

/// <summary>
/// A product's options and variants while they change together. What is taken out stays in the tables with the moment at which
/// it went, so that orders, carts and stock movements keep what they name.
/// </summary>
internal sealed class VariantSet(Product product, IReadOnlySet<Guid> counted, DateTimeOffset now, Errors errors)
{
    private readonly List<ProductVariant> variants = [.. product.Variants.Where(v => v.RemovedAt is null).OrderBy(v => v.Position).ThenBy(v => v.Id)];
    private readonly List<ProductOption> options = [.. product.Options.Select(o => new ProductOption(o.Name, [.. o.Values]))];
    private string? emptiedBy;

    /// <summary>The variants that are sold now.</summary>
    public IReadOnlyList<ProductVariant> Variants => variants;

    /// <summary>The options as they are by now.</summary>
    public IReadOnlyList<ProductOption> Options => options;

    /// <summary>The variants that came to it.</summary>
    public List<ProductVariant> Added { get; } = [];

    /// <summary>What new variants have in stock.</summary>
    public List<StockCount> Counts { get; } = [];

    public ProductVariant? Find(Guid? id) => variants.Find(v => v.Id == id);

    public ProductOption? Option(string? name) => options.Find(o => o.Name == name) ?? options.Find(o => name is not null && Unchanged.IsSame(name, o.Name));

    public bool IsNameTaken(string name, ProductOption? except) =>
        options.Any(o => o != except && ProductOption.KeyOf(o.Name) == ProductOption.KeyOf(name));

    /// <summary>Takes a variant out.</summary>
    /// <param name="field">Where to say so if it was the last.</param>
    public void Remove(ProductVariant variant, string field)
    {
        variant.Remove(now);
        variants.Remove(variant);
        if (variants.Count == 0) emptiedBy ??= field;
    }

    public void Add(ProductVariant variant, StockCount count)
    {
        variants.Add(variant);
        Added.Add(variant);
        Counts.Add(count);
        Learn(variant.Options);
    }

    /// <summary>Says which values a variant has; values that are new come to their options.</summary>
    public void Choose(ProductVariant variant, IReadOnlyDictionary<string, string> chosen)
    {
        variant.Choose(chosen);
        Learn(chosen);
    }

    /// <summary>Adds an option. The variants that are there get its first value.</summary>
    public void AddOption(string name, string first)
    {
        options.Add(new ProductOption(name, [first]));
        foreach (var variant in variants) variant.Choose(new Dictionary<string, string>(variant.Options) { [name] = first });
    }

    /// <summary>Takes an option away; false when variants would be the same without it.</summary>
    public bool RemoveOption(ProductOption option)
    {
        options.Remove(option);
        foreach (var variant in variants) variant.Choose(variant.Options.Where(o => o.Key != option.Name).ToDictionary(o => o.Key, o => o.Value));
        return !HasTwins();
    }

    /// <summary>Gives an option another name and its values others, in one step, so that two values can change places.</summary>
    public ProductOption Rename(ProductOption option, string name, IReadOnlyDictionary<string, string> values)
    {
        var renamed = new ProductOption(name, [.. option.Values.Select(v => values.GetValueOrDefault(v, v))]);
        options[options.IndexOf(option)] = renamed;
        foreach (var variant in variants)
            variant.Choose(variant.Options.ToDictionary(
                o => o.Key == option.Name ? name : o.Key, o => o.Key == option.Name ? values.GetValueOrDefault(o.Value, o.Value) : o.Value));
        return renamed;
    }

    /// <summary>Adds a value to an option, in every combination of the others, priced as what it stands beside; none in stock yet.</summary>
    public void Expand(ProductOption option, string value, string field)
    {
        var others = variants.DistinctBy(v => Combination(v, option.Name)).ToList();
        if (variants.Count + others.Count > Product.MostVariants)
        {
            errors.Add(field, $"A product has at most {Product.MostVariants} variants.");
            return;
        }

        foreach (var other in others)
        {
            var made = other.Sibling(new Dictionary<string, string>(other.Options) { [option.Name] = value }, variants.Count);
            Add(made, new StockCount(made.Id, 0, counted.Contains(other.Id) || Added.Contains(other) && Counts.Exists(c => c.VariantId == other.Id && c.IsTracked == true)));
        }
    }

    /// <summary>Whether two variants have the same values.</summary>
    public bool HasTwins() => variants.Select(v => Combination(v)).Distinct(StringComparer.Ordinal).Count() < variants.Count;

    /// <summary>Whether another variant has the same values.</summary>
    public bool HasTwin(ProductVariant variant) => variants.Exists(v => v != variant && Combination(v) == Combination(variant));

    /// <summary>Ends the change: options keep the values that a variant has, and variants stand in the order of the values.</summary>
    public void Settle()
    {
        if (variants.Count == 0) errors.Add(emptiedBy ?? "variants", "A product needs at least one variant. Archive or delete the product instead.");
        errors.If(variants.Count > Product.MostVariants, "variants", $"A product has at most {Product.MostVariants} variants.");
        if (!errors.None) return;
        var used = options.Select(o => new ProductOption(o.Name, [.. o.Values.Where(v => variants.Exists(x => x.Options.GetValueOrDefault(o.Name) == v))])).ToList();
        product.SetOptions(used);
        var position = 0;
        foreach (var variant in used.Aggregate(variants.OrderBy(_ => 0), (sorted, option) =>
                     sorted.ThenBy(v => option.Values.IndexOf(v.Options.GetValueOrDefault(option.Name, "")))))
            variant.MoveTo(position++);
    }

    private void Learn(IReadOnlyDictionary<string, string> chosen)
    {
        foreach (var option in options)
            if (chosen.TryGetValue(option.Name, out var value) && !option.Values.Contains(value))
                option.Values.Add(value);
    }

    private string Combination(ProductVariant variant, string? without = null) =>
        string.Join('\n', options.Where(o => o.Name != without).Select(o => variant.Options.GetValueOrDefault(o.Name, "")));
}
