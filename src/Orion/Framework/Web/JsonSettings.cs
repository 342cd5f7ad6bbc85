using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Orion.Framework.Text;

namespace Orion.Framework.Web;

/// <summary>How Orion writes and reads JSON, everywhere alike.</summary>
public static class JsonSettings
{
    /// <summary>Strict web defaults: camel case, numbers only as numbers, no duplicate names.</summary>
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Brings other options, such as the framework's, to the same settings.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        // Forms are read by type before the first serialisation, which is when a resolver would otherwise be set.
        options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        options.TypeInfoResolver = options.TypeInfoResolver.WithAddedModifier(RequireOnlyWhatCanBeSent);
        options.NumberHandling = JsonNumberHandling.Strict;
        options.PropertyNameCaseInsensitive = false;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = false;
        options.MaxDepth = 32;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new SafeTextConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    /// <summary>What a result keeps for its page alone is <c>required</c> of our code, never of a caller's JSON.</summary>
    private static void RequireOnlyWhatCanBeSent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property is { IsRequired: true, Set: null })
                property.IsRequired = false;
    }

    /// <summary>Refuses text that PostgreSQL can't store or that was broken on its way: NUL, U+FFFD, lone surrogates.</summary>
    private sealed class SafeTextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) throw new JsonException("This is no text.");
            string? text;
            try
            {
                text = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw new JsonException("This text holds characters that can't be stored.");
            }

            return UnstorableText.IsIn(text)
                ? throw new JsonException("This text holds characters that can't be stored.")
                : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }
}
