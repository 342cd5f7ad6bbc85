namespace Orion.Features.Catalog.Store;

/// <summary>A change of one of a product's options, or a new one.</summary>
/// <param name="Was">The name that it has; without it the option is new.</param>
/// <param name="Name">The name that it shall have.</param>
/// <param name="Removed">Takes the option away; its variants must still differ without it.</param>
/// <param name="Values">Its values that change; those that aren't named stay.</param>
/// <param name="Add">Values that come to it, one a line: each in every combination with the other options.</param>
public sealed record OptionChange(
    string? Was = null, string? Name = null, bool? Removed = null, List<OptionChange.ValueChange?>? Values = null, string? Add = null)
{
    /// <summary>A change of one value.</summary>
    /// <param name="Was">The value as it is.</param>
    /// <param name="Name">The value as it shall be.</param>
    /// <param name="Removed">Takes it away, and the variants that have it.</param>
    public sealed record ValueChange(string? Was = null, string? Name = null, bool? Removed = null);

    /// <summary>Whether nobody typed anything: the empty row of a form.</summary>
    internal bool IsBlank => string.IsNullOrWhiteSpace(Was) && string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Add);

    /// <summary>Whether it is there and nothing of it changes.</summary>
    internal bool IsUntouched => IsBlank || (!string.IsNullOrWhiteSpace(Was) && Name is null && Removed != true && Added.Count == 0
        && Values?.Any(v => v is null || v.Name is not null || v.Removed == true) != true);

    /// <summary>The values that come to it, each once.</summary>
    internal List<string> Added => VariantRules.Lines(Add);

    /// <summary>What would have come back of an option if nobody had touched it.</summary>
    internal OptionChange Untouched(Product product) => product.Options.Find(o => Unchanged.IsSame(Was ?? "", o.Name)) is { } option
        ? new OptionChange(Name: option.Name, Values: Values?.ConvertAll<ValueChange?>(
            v => new ValueChange(Name: option.Values.Find(stored => Unchanged.IsSame(v?.Was ?? "", stored)))))
        : new OptionChange();

    internal void Check(Errors errors, string field)
    {
        if (IsBlank) return;
        if (Removed == true && Was is not null) return;
        errors.If(string.IsNullOrWhiteSpace(Was) ? string.IsNullOrWhiteSpace(Name) : Name?.Trim() is "", $"{field}.name", "Enter the option's name, such as Size.");
        errors.If(Name?.Trim().Length > ProductOption.LongestName, $"{field}.name", $"Use at most {ProductOption.LongestName} characters.");
        errors.If(string.IsNullOrWhiteSpace(Was) && Added.Count == 0, $"{field}.add", "Enter its values, one a line.");
        errors.If(Added.Any(v => v.Length > ProductOption.LongestValue), $"{field}.add", $"Each value has at most {ProductOption.LongestValue} characters.");
        for (var i = 0; i < (Values?.Count ?? 0); i++)
        {
            if (Values![i] is not { Was: not null } value) errors.Add($"{field}.values[{i}].was", "Say which value is meant.");
            else if (value.Removed != true && value.Name is not null)
            {
                errors.If(string.IsNullOrWhiteSpace(value.Name), $"{field}.values[{i}].name", "Enter the value, or take it out.");
                errors.If(value.Name.Trim().Length > ProductOption.LongestValue, $"{field}.values[{i}].name", $"Use at most {ProductOption.LongestValue} characters.");
            }
        }
    }
}
