namespace Orion.Framework.Web.Shell;

/// <summary>A field of a form: label, control, hint and messages, tied together for those who can't see them.</summary>
/// <param name="Name">The input's name, as in the operation: <c>shippingAddress.city</c>.</param>
/// <param name="Label">The words above it.</param>
/// <param name="Value">What it holds before anything was typed.</param>
/// <param name="Type">The HTML input type, or <c>textarea</c> or <c>select</c>.</param>
public sealed record Field(string Name, string Label, string? Value = null, string Type = "text")
{
    /// <summary>Whether it must be filled in.</summary>
    public bool Required { get; init; }

    /// <summary>A sentence below the label.</summary>
    public string? Hint { get; init; }

    /// <summary>What somebody else saved while this was typed; shown below it.</summary>
    public string? StoredMeanwhile { get; init; }

    /// <summary>The HTML autocomplete token.</summary>
    public string? Autocomplete { get; init; }

    /// <summary>The HTML inputmode.</summary>
    public string? InputMode { get; init; }

    /// <summary>The most characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>How many lines a textarea shows.</summary>
    public int Rows { get; init; } = 5;

    /// <summary>The choices of a select: value and words.</summary>
    public IReadOnlyList<(string Value, string Text)>? Choices { get; init; }

    /// <summary>Further classes of the wrapper.</summary>
    public string Css { get; init; } = "";

    /// <summary>The element's id.</summary>
    public string Id => "field-" + Name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
}
