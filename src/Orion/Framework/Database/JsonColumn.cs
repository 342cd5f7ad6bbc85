using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Orion.Framework.Database;

/// <summary>A value kept whole as JSON: for what is always read and written as one.</summary>
public static class JsonColumn
{
    /// <summary>Maps the property to a jsonb column; changes inside the value are noticed.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) where T : class
    {
        property.HasConversion(new Converter<T>(), new Comparer<T>());
        property.HasColumnType("jsonb");
        property.Metadata.SetMaxLength(null);
        return property;
    }

    /// <summary>
    /// Maps the property to a json column, which keeps the text as it was written: for objects whose members have an order, which
    /// jsonb would lose (PostgreSQL manual, 8.14 JSON Types).
    /// </summary>
    public static PropertyBuilder<T> AsOrderedJson<T>(this PropertyBuilder<T> property) where T : class =>
        property.AsJson().HasColumnType("json");

    private static string Write<T>(T? value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;

    private sealed class Converter<T>() : ValueConverter<T, string>(value => Write(value), text => Read<T>(text)) where T : class;

    private sealed class Comparer<T>() : ValueComparer<T>(
        (a, b) => Write(a) == Write(b), value => Write(value).GetHashCode(StringComparison.Ordinal), value => Read<T>(Write(value)))
        where T : class;
}
