namespace Orion.Features.Catalog.Shop;

/// <summary>What choosing a value leads to.</summary>
public enum ChoiceState
{
    /// <summary>It is what the page shows.</summary>
    Chosen,

    /// <summary>Together with the other choices it can be bought.</summary>
    Available,

    /// <summary>There is such a combination, and it is sold out.</summary>
    SoldOut,

    /// <summary>It isn't made together with the other choices; choosing it changes those.</summary>
    Elsewhere
}

/// <summary>
/// A product's options as the page offers them: every value leads to one variant, the nearest one that has it, so that a shopper
/// can never pick what doesn't exist.
/// </summary>
public static class OptionPicker
{
    /// <summary>The options with their values, seen from the chosen variant.</summary>
    public static IReadOnlyList<Group> For(
        IReadOnlyList<ProductOption> options, IReadOnlyList<ShowProduct.Choice> variants, ShowProduct.Choice chosen)
    {
        if (variants.Count < 2) return [];
        List<Group> groups = [];
        foreach (var option in options)
        {
            var current = chosen.Options.GetValueOrDefault(option.Name, "");
            List<Value> values = [];
            foreach (var text in option.Values)
            {
                if (Nearest(options, option.Name, text, variants, chosen) is not { } variant) continue;
                var fits = options.All(o => o.Name == option.Name || Same(o.Name, variant, chosen));
                var state = text == current ? ChoiceState.Chosen
                    : !fits ? ChoiceState.Elsewhere
                    : variant.Available ? ChoiceState.Available : ChoiceState.SoldOut;
                values.Add(new Value(text, variant.Id, state));
            }

            if (values.Count > 0) groups.Add(new Group(option.Name, current, values));
        }

        return groups;
    }

    /// <summary>The variant with this value that keeps most of the other choices, the first options counting most.</summary>
    private static ShowProduct.Choice? Nearest(
        IReadOnlyList<ProductOption> options, string name, string value, IReadOnlyList<ShowProduct.Choice> variants, ShowProduct.Choice chosen)
    {
        if (chosen.Options.GetValueOrDefault(name) == value) return chosen;
        ShowProduct.Choice? best = null;
        var most = -1;
        foreach (var variant in variants)
        {
            if (variant.Options.GetValueOrDefault(name) != value) continue;
            var likeness = variant.Available ? 1 : 0;
            for (var i = 0; i < options.Count; i++)
                if (options[i].Name != name && Same(options[i].Name, variant, chosen))
                    likeness += 1 << (options.Count - i);
            if (likeness > most) (best, most) = (variant, likeness);
        }

        return best;
    }

    private static bool Same(string name, ShowProduct.Choice a, ShowProduct.Choice b) =>
        a.Options.GetValueOrDefault(name) == b.Options.GetValueOrDefault(name);

    /// <summary>An option and its values.</summary>
    public sealed record Group(string Name, string Current, IReadOnlyList<Value> Values);

    /// <summary>A value and the variant to which choosing it leads.</summary>
    public sealed record Value(string Text, Guid VariantId, ChoiceState State);
}
