using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Orion.Framework.Currencies;
using Orion.Framework.Text;

namespace Orion.Framework.Audit;

/// <summary>What a save changes of one entity, before and after: changed properties only, secrets never.</summary>
internal sealed record ChangeRecord(string Action, string? Before, string? After)
{
    /// <summary>Stands for a value that the log doesn't keep.</summary>
    public const string Hidden = "•••";

    private const int LongestText = 2_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>The record, or null when nothing changed that is worth one.</summary>
    public static ChangeRecord? Of(EntityEntry entry, AuditedEntity entity)
    {
        var (before, after) = (new JsonObject(), new JsonObject());
        foreach (var known in entity.Properties)
        {
            var property = entry.Property(known.Name);
            if (entry.State == EntityState.Modified && (!property.IsModified || Equals(property.OriginalValue, property.CurrentValue))) continue;
            Add(before, known, property, property.OriginalValue, entry.State != EntityState.Added);
            Add(after, known, property, property.CurrentValue, entry.State != EntityState.Deleted);
        }

        foreach (var name in entity.Amounts)
        {
            var amount = entry.ComplexProperty(name);
            var (old, now) = (Amount(amount, p => p.OriginalValue), Amount(amount, p => p.CurrentValue));
            if (entry.State == EntityState.Modified && old == now) continue;
            var word = JsonNamingPolicy.CamelCase.ConvertName(name);
            if (entry.State != EntityState.Added) before[word] = JsonSerializer.SerializeToNode(old, Json);
            if (entry.State != EntityState.Deleted) after[word] = JsonSerializer.SerializeToNode(now, Json);
        }

        return entry.State switch
        {
            EntityState.Added => new("created", null, after.ToJsonString(Json)),
            EntityState.Deleted => new("deleted", before.ToJsonString(Json), null),
            _ when after.Count == 0 => null,
            _ => new(Verb(entry), before.ToJsonString(Json), after.ToJsonString(Json))
        };
    }

    /// <summary>Putting aside and taking back are changes of one column to the database, and other acts to people.</summary>
    private static string Verb(EntityEntry entry)
    {
        if (entry.Entity is not ISoftDeleted || !entry.Property(nameof(ISoftDeleted.DeletedAt)).IsModified) return "changed";
        return entry.Property(nameof(ISoftDeleted.DeletedAt)).CurrentValue is null ? "restored" : "deleted";
    }

    private static void Add(JsonObject to, AuditedProperty known, PropertyEntry property, object? value, bool wanted)
    {
        // What never had a value says nothing of a thing that came or went.
        if (!wanted || (property.EntityEntry.State != EntityState.Modified && value is null or "")) return;
        to[known.Word] = value is null ? null : known.IsUndisclosed ? JsonValue.Create(Hidden) : Node(property, value);
    }

    private static JsonNode? Node(PropertyEntry property, object value)
    {
        if (property.Metadata.GetTypeMapping().Converter is { } converter) value = converter.ConvertToProvider(value)!;
        return value is string text
            ? property.Metadata.GetColumnType() == "jsonb" && text.Length <= LongestText ? JsonNode.Parse(text) : Text(text)
            : JsonSerializer.SerializeToNode(value, value.GetType(), Json);
    }

    private static JsonValue Text(string text) => JsonValue.Create(TextLimit.Shorten(text, LongestText, "…"));

    private static Money Amount(ComplexPropertyEntry amount, Func<PropertyEntry, object?> value) =>
        new((long)(value(amount.Property(nameof(Money.Amount))) ?? 0L), (string?)value(amount.Property(nameof(Money.Currency))) ?? "");
}
