namespace Orion.Features.Catalog.Store;

/// <summary>Carries changes of options out on a product's variants and pictures.</summary>
internal sealed class OptionChanges(VariantSet set, IReadOnlyList<ProductImage> pictures, Errors errors)
{
    public void Apply(IReadOnlyList<OptionChange?> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i] is not { IsUntouched: false } change) continue;
            var field = $"options[{i}]";
            if (string.IsNullOrWhiteSpace(change.Was)) Add(change, field);
            else if (set.Option(change.Was) is not { } option) errors.Add($"{field}.was", "This product has no such option.");
            else if (change.Removed == true) Remove(option, field);
            else Change(option, change, field);
        }
    }

    private void Add(OptionChange change, string field)
    {
        var name = change.Name!.Trim();
        errors.If(set.IsNameTaken(name, null), $"{field}.name", "Another option has this name.");
        errors.If(set.Options.Count >= Product.MostOptions, $"{field}.name", $"A product has at most {Product.MostOptions} options.");
        if (!errors.None) return;
        var values = change.Added;
        set.AddOption(name, values[0]);
        foreach (var value in values.Skip(1)) set.Expand(set.Option(name)!, value, $"{field}.add");
    }

    private void Remove(ProductOption option, string field)
    {
        if (!set.RemoveOption(option))
            errors.Add($"{field}.removed", $"Without {option.Name}, variants would be the same. Take out the values that you don't need first.");
        foreach (var picture in pictures.Where(p => p.Options.ContainsKey(option.Name)))
            picture.Show(picture.Options.Where(o => o.Key != option.Name).ToDictionary(o => o.Key, o => o.Value));
    }

    private void Change(ProductOption option, OptionChange change, string field)
    {
        var name = change.Name?.Trim() ?? option.Name;
        errors.If(change.Name is not null && set.IsNameTaken(name, option), $"{field}.name", "Another option has this name.");
        Dictionary<string, string> renamed = [];
        for (var i = 0; i < (change.Values?.Count ?? 0); i++)
        {
            var value = change.Values![i]!;
            if (option.Values.Find(v => Unchanged.IsSame(value.Was!, v)) is not { } stored) errors.Add($"{field}.values[{i}].was", "This option has no such value.");
            else if (value.Removed == true)
            {
                foreach (var gone in set.Variants.Where(v => v.Options.GetValueOrDefault(option.Name) == stored).ToList())
                    set.Remove(gone, $"{field}.values[{i}].removed");
                option.Values.Remove(stored);
            }
            else if (value.Name is not null) renamed[stored] = value.Name.Trim();
        }

        for (var i = 0; i < (change.Values?.Count ?? 0); i++)
            if (change.Values![i] is { Removed: not true, Name: { } wanted }
                && option.Values.Count(v => renamed.GetValueOrDefault(v, v) == wanted.Trim()) > 1)
                errors.Add($"{field}.values[{i}].name", "Another value has this name.");
        if (!errors.None) return;
        var now = set.Rename(option, name, renamed);
        foreach (var picture in pictures.Where(p => p.Options.ContainsKey(option.Name)))
            picture.Show(picture.Options.ToDictionary(
                o => o.Key == option.Name ? name : o.Key, o => o.Key == option.Name ? renamed.GetValueOrDefault(o.Value, o.Value) : o.Value));
        foreach (var value in change.Added)
            if (now.Values.Contains(value)) errors.Add($"{field}.add", $"“{value}” is there already.");
            else set.Expand(now, value, $"{field}.add");
    }
}
