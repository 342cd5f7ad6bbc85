using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Orion.Framework.Web;

/// <summary>Compares a body with the record that it is to become: which members it has too many, and what a wrong one should have been.</summary>
internal static class InputShape
{
    /// <summary>Names the members that the record doesn't know, and takes them out, so that the rest can be read.</summary>
    public static void RefuseUnknown(JsonNode? body, JsonTypeInfo type, Errors errors, string path = "")
    {
        switch (body)
        {
            case JsonObject members when type.Kind == JsonTypeInfoKind.Object:
                List<string> unknown = [];
                foreach (var (name, value) in members)
                {
                    var at = path.Length == 0 ? name : $"{path}.{name}";
                    if (type.Properties.FirstOrDefault(p => p.Name == name && IsRead(p)) is { } property)
                    {
                        RefuseUnknown(value, TypeOf(property.PropertyType), errors, at);
                        continue;
                    }

                    errors.Add(at, "This field isn't known here.");
                    unknown.Add(name);
                }

                // From the end: what is taken out makes all that is behind it move up.
                for (var last = unknown.Count - 1; last >= 0; last--) members.Remove(unknown[last]);

                break;
            case JsonObject entries when type is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } element }:
                foreach (var (name, value) in entries) RefuseUnknown(value, TypeOf(element), errors, $"{path}.{name}");
                break;
            case JsonArray items when type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }:
                for (var i = 0; i < items.Count; i++) RefuseUnknown(items[i], TypeOf(element), errors, $"{path}[{i}]");
                break;
        }
    }

    /// <summary>What to send instead of what stands at <paramref name="field"/>.</summary>
    public static string Expected(JsonObject body, JsonTypeInfo type, string field)
    {
        JsonNode? node = body;
        var at = type;
        foreach (var segment in field.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var inner = segment.StartsWith('[') || at.Kind == JsonTypeInfoKind.Dictionary
                ? at.ElementType
                : at.Properties.FirstOrDefault(p => p.Name == segment)?.PropertyType;
            if (inner is null) break;
            node = node switch
            {
                JsonArray list when int.TryParse(segment.AsSpan().Trim("[]"), out var index) && index < list.Count => list[index],
                JsonObject members => members[segment],
                _ => null
            };
            at = TypeOf(inner);
        }

        return ExpectedOf(at, node);
    }

    private static string ExpectedOf(JsonTypeInfo type, JsonNode? sent)
    {
        var wanted = GivenType(type.Type);
        if (wanted == typeof(string)) return ExpectedText(sent);
        if (wanted == typeof(bool)) return "Send true or false.";
        if (wanted == typeof(int) || wanted == typeof(long) || wanted == typeof(short)) return "Enter a whole number.";
        if (wanted == typeof(decimal) || wanted == typeof(double)) return "Enter a number.";
        if (wanted == typeof(Guid)) return "This isn't a valid id.";
        if (wanted == typeof(DateTimeOffset) || wanted == typeof(DateTime)) return "Enter a date and time, such as 2026-11-28T09:30:00Z.";
        if (wanted == typeof(DateOnly)) return "Enter a date, such as 2026-11-28.";
        if (wanted.IsEnum) return $"Choose one of: {string.Join(", ", Enum.GetNames(wanted).Select(JsonNamingPolicy.CamelCase.ConvertName))}.";
        if (sent is null) return "This can't be null. Send a value, or leave it out.";
        return type.Kind switch
        {
            JsonTypeInfoKind.Enumerable => "Send a list.",
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "Send an object.",
            _ => "This value can't be used here."
        };
    }

    private static string ExpectedText(JsonNode? sent) => sent?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "This can't be null. Send a text, or leave it out.",
        JsonValueKind.String => "This text holds characters that can't be stored.",
        JsonValueKind.Number => $"Send this as text, in quotes: \"{sent.ToJsonString()}\".",
        JsonValueKind.True or JsonValueKind.False => "Send this as text, in quotes.",
        _ => "Send a text."
    };

    /// <summary>What is made from what else an object holds isn't read from a body.</summary>
    private static bool IsRead(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    private static JsonTypeInfo TypeOf(Type type) => JsonSettings.Options.GetTypeInfo(GivenType(type));

    private static Type GivenType(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(Given<>) ? inner.GetGenericArguments()[0] : inner;
    }
}
