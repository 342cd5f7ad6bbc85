using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using System.Web;

namespace Orion.Framework.Web;

/// <summary>Reads a body, form or JSON, into an input record.</summary>
internal static class InputBinder
{
    public static async ValueTask<T> BindAsync<T>(HttpContext http) where T : class
    {
        var isForm = http.Request.HasFormContentType;
        var body = isForm ? await ReadFormAsync<T>(http) : await ReadJsonAsync(http);
        var request = http.Features.GetRequiredFeature<RequestContext>();
        request.Typed = (JsonObject)body.DeepClone();
        request.TypedIn = isForm ? request.Culture : CultureInfo.InvariantCulture;
        var errors = new Errors();
        if (isForm) new FormNumbers(request, errors).Read(body, typeof(T));
        else InputShape.RefuseUnknown(body, JsonSettings.Options.GetTypeInfo(typeof(T)), errors);
        return Deserialise<T>(body, errors);
    }

    private static async Task<JsonObject> ReadFormAsync<T>(HttpContext http)
    {
        RequireUtf8(http.Request.ContentType);
        await RequireTextAsync(http.Request);
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            throw Malformed("The form could not be read.");
        }

        return FormToJson.Convert(form, JsonSettings.Options.GetTypeInfo(typeof(T)));
    }

    /// <summary>
    /// The framework's form reader leaves percent-encoded bytes that are no UTF-8 as they stand, so that they would be stored as
    /// something that nobody typed: looks at the bytes first. Bodies are bounded, so they fit in memory.
    /// </summary>
    private static async Task RequireTextAsync(HttpRequest http)
    {
        if (http.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true) return;
        var body = new MemoryStream();
        await http.Body.CopyToAsync(body, http.HttpContext.RequestAborted);
        if (!Utf8.IsValid(HttpUtility.UrlDecodeToBytes(body.GetBuffer(), 0, (int)body.Length))) throw Malformed("The form is not valid UTF-8.");
        body.Position = 0;
        http.Body = body;
    }

    private static async Task<JsonObject> ReadJsonAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            throw new InvalidInputException(new Refusal(415, "unsupported_media_type", "Send the body as application/json."));
        RequireUtf8(http.Request.ContentType);

        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (!Utf8.IsValid(bytes)) throw Malformed("The body is not valid UTF-8.");
        try
        {
            var node = JsonNode.Parse(bytes, null, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            if (node is not JsonObject body) throw Malformed("The body must be one JSON object.");
            RefuseTwins(body);
            return body;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Malformed("The body is not valid JSON.");
        }
    }

    /// <summary>Reads the record; each member that doesn't fit is noted, dropped, and the rest tried again.</summary>
    private static T Deserialise<T>(JsonObject body, Errors errors) where T : class
    {
        var type = JsonSettings.Options.GetTypeInfo(typeof(T));
        for (var tries = 0; tries < Errors.Most; tries++)
        {
            try
            {
                var input = body.Deserialize<T>(JsonSettings.Options) ?? throw Malformed("The body must be one JSON object.");
                if (errors.None) return input;
                throw new InvalidInputException(Refusal.Invalid(errors.ToDictionary()));
            }
            catch (JsonException wrong) when (FieldOf(wrong.Path) is { Length: > 0 } field)
            {
                errors.Add(field, InputShape.Expected(body, type, field));
                if (!Drop(body, field)) break;
            }
            catch (JsonException)
            {
                throw Malformed("The body does not have the shape that this operation takes.");
            }
            catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
            {
                // Half a surrogate pair is valid JSON and no text.
                throw Malformed("The body holds characters that are no text.");
            }
        }

        throw new InvalidInputException(Refusal.Invalid(errors.ToDictionary()));
    }

    private static string FieldOf(string? path) =>
        path is null or "$" ? "" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');

    /// <summary>Takes out what doesn't fit: the member, or the whole list when the mistake is inside one.</summary>
    private static bool Drop(JsonObject body, string field)
    {
        var list = field.IndexOf('[', StringComparison.Ordinal);
        var segments = (list >= 0 ? field[..list] : field).Split('.');
        JsonNode? node = body;
        foreach (var segment in segments[..^1]) node = (node as JsonObject)?[segment];
        return (node as JsonObject)?.Remove(segments[^1]) == true;
    }

    /// <summary>Two names that differ only by case are a way past somebody's check: refuse them.</summary>
    private static void RefuseTwins(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject obj:
                var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                foreach (var (name, value) in obj)
                {
                    if (!names.Add(name)) throw Malformed("Two names in the body differ only by case.");
                    RefuseTwins(value);
                }

                break;
            case JsonArray array:
                foreach (var item in array) RefuseTwins(item);
                break;
        }
    }

    private static void RequireUtf8(string? contentType)
    {
        if (MediaTypeHeaderValue.TryParse(contentType, out var type) && type.CharSet is { } charset
            && !charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException(new Refusal(415, "unsupported_charset", "Send the body as UTF-8."));
    }

    internal static InvalidInputException Malformed(string title) => new(new Refusal(400, "malformed", title));
}
