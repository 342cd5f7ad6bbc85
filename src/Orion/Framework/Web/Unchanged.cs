using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orion.Framework.Web;

/// <summary>
/// What didn't change is not validated: a form comes back whole, and what is stored may be older than today's limits or come from
/// an import. So a change first loses all that says what is stored anyway, and only the rest of it is checked and saved.
/// </summary>
public static class Unchanged
{
    private static readonly JsonSerializerOptions Sent = new(JsonSettings.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>A change without the members that say the same as <paramref name="stored"/>.</summary>
    /// <param name="stored">The change that would come back if nobody touched anything; the rows of its lists stand where the change's do.</param>
    public static T WithoutUnchanged<T>(this T change, T stored)
        where T : class
    {
        var sent = (JsonObject)JsonSerializer.SerializeToNode(change, Sent)!;
        Drop(sent, (JsonObject)JsonSerializer.SerializeToNode(stored, Sent)!, typeof(T));
        return sent.Deserialize<T>(Sent)!;
    }

    /// <summary>What is wrong with a change, once it has lost what doesn't change; null when nothing is.</summary>
    public static Refusal? WhyNot(this IChange change)
    {
        var errors = new Errors();
        change.Check(errors);
        return errors.None ? null : Refusal.Invalid(errors.ToDictionary());
    }

    /// <summary>
    /// Whether a text came back as it was. Forms write line ends in a way of their own, and a field of one line leaves them out.
    /// </summary>
    public static bool IsSame(string sent, string stored, bool hasLines = false)
    {
        var (a, b) = (Unbroken(sent), Unbroken(stored));
        return a == b || (!hasLines && OneLine(a) == OneLine(b));
    }

    private static void Drop(JsonObject sent, JsonObject stored, Type type)
    {
        foreach (var property in JsonSettings.Options.GetTypeInfo(type).Properties)
        {
            if (!sent.TryGetPropertyValue(property.Name, out var member) || !stored.TryGetPropertyValue(property.Name, out var there)) continue;
            if (member is JsonArray rows && there is JsonArray storedRows && RowOf(property.PropertyType) is { } row)
            {
                for (var i = 0; i < Math.Min(rows.Count, storedRows.Count); i++)
                    if (rows[i] is JsonObject sentRow && storedRows[i] is JsonObject storedRow)
                        Drop(sentRow, storedRow, row);
            }
            else if (SaysTheSame(member, there, property.AttributeProvider?.IsDefined(typeof(LinesAttribute), inherit: false) == true))
            {
                sent.Remove(property.Name);
            }
        }
    }

    /// <summary>Whether all that was sent is stored; what wasn't sent doesn't matter.</summary>
    private static bool SaysTheSame(JsonNode? sent, JsonNode? stored, bool hasLines) => (sent, stored) switch
    {
        (JsonObject a, JsonObject b) => a.All(m => b.TryGetPropertyValue(m.Key, out var there) && SaysTheSame(m.Value, there, hasLines)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => SaysTheSame(pair.First, pair.Second, hasLines)),
        (JsonValue a, JsonValue b) when a.TryGetValue(out string? text) && b.TryGetValue(out string? there) => IsSame(text, there, hasLines),
        _ => JsonNode.DeepEquals(sent, stored)
    };

    /// <summary>The type of a list's rows; null for a list of plain values.</summary>
    private static Type? RowOf(Type list) =>
        JsonSettings.Options.GetTypeInfo(list).ElementType is { } element && element != typeof(string) && element.IsClass ? element : null;

    private static string Unbroken(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();

    private static string OneLine(string text) => text.Replace("\n", "", StringComparison.Ordinal);
}

/// <summary>Marks text of which the line ends matter, as it is typed into a field of several lines.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LinesAttribute : Attribute;
