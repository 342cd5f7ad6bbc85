using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Orion.Framework.Web;

/// <summary>
/// Turns form fields (<c>email</c>, <c>shippingAddress.city</c>, <c>variants[0].sku</c>) into the JSON that an API caller would
/// have sent. Guided by the record's type, so that "on" becomes a yes; numbers are read by <see cref="FormNumbers"/>.
/// </summary>
internal static class FormToJson
{
    private const int LongestList = 500;

    public static JsonObject Convert(IFormCollection form, JsonTypeInfo type)
    {
        var root = new JsonObject();
        foreach (var (key, values) in form)
        {
            if (key.Contains('\uFFFD') || values.Any(v => v?.Contains('\uFFFD') == true))
                throw InputBinder.Malformed("The form is not valid UTF-8.");
            if (IsTicks(type, key))
            {
                // Boxes that share a name are a list of those that are ticked; an empty one says that the list was there.
                root[key] = new JsonArray([.. values.Where(v => !string.IsNullOrEmpty(v)).Take(LongestList).Select(v => JsonValue.Create(v))]);
                continue;
            }

            if (values.Count > 1)
                throw new InvalidInputException(new Refusal(400, "duplicate_parameter", $"The form holds '{key}' more than once. Send it once."));
            // Forms send line ends as CRLF (HTML, "constructing the entry list"), whatever the text had: it has LF again.
            Place(root, type, key, (values.Count == 0 ? "" : values[0] ?? "").Replace("\r\n", "\n", StringComparison.Ordinal));
        }

        return root;
    }

    private static bool IsTicks(JsonTypeInfo type, string key) =>
        type.Properties.FirstOrDefault(p => p.Name == key)?.PropertyType is { } list && list.IsAssignableTo(typeof(IEnumerable<string>))
        && list != typeof(string);

    private static void Place(JsonObject root, JsonTypeInfo type, string key, string value)
    {
        JsonNode node = root;
        var segments = key.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length is 0 or > 8 || segments.Any(s => s.StartsWith('[') && (s.Length < 3 || !s.EndsWith(']')))) throw InputBinder.Malformed("A field of the form has a name that can't be used.");
        JsonTypeInfo? at = type;
        for (var i = 0; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            var next = last ? null : segments[i + 1].StartsWith('[') ? (JsonNode)new JsonArray() : new JsonObject();
            at = Inner(at, segments[i]);
            var made = last ? Leaf(at?.Type, value) : next;
            node = segments[i].StartsWith('[') ? Element(node, segments[i], made) : Member(node, segments[i], made, last);
            if (last) return;
        }
    }

    private static JsonNode Member(JsonNode node, string name, JsonNode? made, bool last)
    {
        if (node is not JsonObject obj) throw InputBinder.Malformed("The form's fields contradict each other.");
        if (!last && obj[name] is { } there) return there;
        if (obj.ContainsKey(name)) throw InputBinder.Malformed("The form's fields contradict each other.");
        obj[name] = made;
        return made ?? obj;
    }

    private static JsonNode Element(JsonNode node, string segment, JsonNode? made)
    {
        if (node is not JsonArray array
            || !int.TryParse(segment.AsSpan(1, segment.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index > array.Count || index >= LongestList)
            throw InputBinder.Malformed("The lists of the form must be numbered from 0 without gaps.");
        if (index < array.Count) return array[index] ?? throw InputBinder.Malformed("The form's fields contradict each other.");
        array.Add(made);
        return made ?? array;
    }

    private static JsonTypeInfo? Inner(JsonTypeInfo? type, string segment)
    {
        if (type is null) return null;
        var inner = segment.StartsWith('[')
            ? type.ElementType
            : type.Kind == JsonTypeInfoKind.Dictionary
                ? type.ElementType
                : type.Properties.FirstOrDefault(p => p.Name == segment)?.PropertyType;
        if (inner is null) return null;
        inner = Nullable.GetUnderlyingType(inner) ?? inner;
        return JsonSettings.Options.GetTypeInfo(inner);
    }

    private static JsonValue? Leaf(Type? type, string value)
    {
        var text = value.Trim();
        if (type is null || type == typeof(string)) return JsonValue.Create(value);
        if (text.Length == 0) return null;
        if (type == typeof(bool)) return JsonValue.Create(text is "on" or "true" or "yes" or "1");
        // Numbers stay as they were typed: FormNumbers reads them.
        return JsonValue.Create(text);
    }
}
