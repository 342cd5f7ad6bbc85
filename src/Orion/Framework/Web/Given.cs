using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orion.Framework.Web;

/// <summary>A member of an input for which null means something else than leaving it out. Its default is what was left out.</summary>
[JsonConverter(typeof(GivenConverterFactory))]
public readonly record struct Given<T>
    where T : struct
{
    public Given(T? value) => (Value, IsGiven) = (value, true);

    /// <summary>What was sent; null for null, and for nothing.</summary>
    public T? Value { get; }

    /// <summary>Whether it was sent, be it as null.</summary>
    public bool IsGiven { get; }

    public static implicit operator Given<T>(T? value) => new(value);
}

/// <summary>Reads a member that was sent as given, null included.</summary>
public sealed class GivenConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Given<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(GivenConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class GivenConverter<T> : JsonConverter<Given<T>>
        where T : struct
    {
        public override bool HandleNull => true;

        public override Given<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.Null ? null : Inner(options).Read(ref reader, typeof(T), options));

        public override void Write(Utf8JsonWriter writer, Given<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);

        // Not by way of the serializer: what that refuses would lose its place in the body.
        private static JsonConverter<T> Inner(JsonSerializerOptions options) => (JsonConverter<T>)options.GetConverter(typeof(T));
    }
}
