using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Orion.Framework.Observability;

/// <summary>
/// One JSON object a line: time, level, category, message, its named values, correlation and trace. Of the scopes only the
/// correlation id and the job are taken: those of the server hold raw addresses, and addresses of orders and carts are secrets.
/// </summary>
internal sealed class JsonLines() : ConsoleFormatter(FormatterName)
{
    /// <summary>Its name in the console's options.</summary>
    public const string FormatterName = "orion-json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", Word(logEntry.LogLevel));
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, null));
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> values) WriteValues(json, values);
            scopeProvider?.ForEachScope(WriteScope, json);
            if (Activity.Current is { } activity) json.WriteString("traceId", activity.TraceId.ToHexString());
            if (logEntry.Exception is { } wrong) json.WriteString("exception", wrong.ToString());
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, value) in values)
            if (name != "{OriginalFormat}") WriteValue(json, name, value);
    }

    private static void WriteScope(object? scope, Utf8JsonWriter json)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object>> values) return;
        foreach (var (name, value) in values)
            if (name is "CorrelationId" or "Job") WriteValue(json, name, value);
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        var key = char.ToLowerInvariant(name[0]) + name[1..];
        switch (value)
        {
            case int number: json.WriteNumber(key, number); break;
            case long number: json.WriteNumber(key, number); break;
            case double number when double.IsFinite(number): json.WriteNumber(key, Math.Round(number, 3)); break;
            case bool truth: json.WriteBoolean(key, truth); break;
            case null: json.WriteNull(key); break;
            default: json.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "information",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical"
    };
}
