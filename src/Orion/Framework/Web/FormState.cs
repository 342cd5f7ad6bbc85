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

    private static string RootOf(string field) => field.IndexOfAny(['.', '[']) is > 0 and var end ? field[..end] : field;

    /// <summary>The messages of a field.</summary>
    public IReadOnlyList<string> For(string field) => Errors.TryGetValue(field, out var messages) ? messages : [];
}
