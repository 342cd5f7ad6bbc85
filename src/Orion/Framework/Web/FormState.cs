using System.Text.Json.Nodes;

namespace Orion.Framework.Web;

/// <summary>What was typed into a form and what was wrong with it, for showing the form again.</summary>
/// <param name="Typed">The body as it came, by field name; numbers that weren't numbers are still the text that was typed.</param>
/// <param name="Errors">Messages by field name; the empty name is for the form as a whole.</param>
public sealed record FormState(JsonObject? Typed, IReadOnlyDictionary<string, string[]> Errors)
{
    /// <summary>A form that nobody has sent yet.</summary>
    public static readonly FormState Empty = new(null, new Dictionary<string, string[]>());

    /// <summary>Whether the form came back.</summary>
    public bool WasRefused => Errors.Count > 0;

    /// <summary>
    /// What was typed into a field such as <c>email</c>, <c>shippingAddress.city</c> or <c>variants[0].sku</c>;
    /// <paramref name="fallback"/> when the form wasn't sent yet.
    /// </summary>
    public string? Value(string field, string? fallback = null)
    {
        // A page may hold several forms: a field that the sent one doesn't have keeps what it had.
        if (Typed is null || !Typed.ContainsKey(RootOf(field))) return fallback;
        JsonNode? node = Typed;
        foreach (var segment in field.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            node = segment.EndsWith(']')
                ? node is JsonArray list && int.TryParse(segment.AsSpan(..^1), out var index) && index < list.Count
                    ? list[index] : null
                : (node as JsonObject)?[segment];
            if (node is null) return null;
        }

        return node is JsonValue ? node.ToString() : null;
    }

    /// <summary>
    /// Whether a box of a list of them, such as <c>permissions</c>, was ticked; <paramref name="fallback"/> when the form wasn't sent yet.
    /// </summary>
    public bool IsTicked(string list, string value, bool fallback) =>
        Typed is null || !Typed.ContainsKey(list) ? fallback : Typed[list] is JsonArray ticked && ticked.Any(t => t?.ToString() == value);

    /// <summary>How many members a list had in the form that was sent, such as <c>variants</c>; 0 if it wasn't in there.</summary>
    public int CountOf(string list) => (Typed?[list] as JsonArray)?.Count ?? 0;

    /// <summary>
    /// What is stored now, where the form was made from another <paramref name="version"/> and holds something else; null otherwise.
    /// So a person sees both before saving again.
    /// </summary>
    public string? StoredMeanwhile(string field, string stored, string version)
    {
        if (!WasRefused || Typed is null || Value("version") is not { Length: > 0 } sent || sent.Trim('"') == version) return null;
        return Typed.ContainsKey(RootOf(field)) && Value(field)?.ReplaceLineEndings("\n").Trim() is { } typed
            && typed != stored.ReplaceLineEndings("\n").Trim() ? stored : null;
    }

    private static string RootOf(string field) => field.IndexOfAny(['.', '[']) is > 0 and var end ? field[..end] : field;

    /// <summary>The messages of a field.</summary>
    public IReadOnlyList<string> For(string field) => Errors.TryGetValue(field, out var messages) ? messages : [];
}
