using System.Text;
using Microsoft.OpenApi;

namespace Orion.Framework.OpenApi;

/// <summary>The API's description, ready to be shown.</summary>
public sealed record ApiDocs(IReadOnlyList<ApiDocs.Face> Faces)
{
    /// <summary>The operations of one face.</summary>
    public sealed record Face(string Name, IReadOnlyList<Operation> Operations);

    /// <summary>One operation.</summary>
    public sealed record Operation(
        string Id, string Method, string Path, string Summary, string? Permission, IReadOnlyList<Parameter> Parameters,
        string? Body, string? Result, IReadOnlyList<string> Statuses);

    /// <summary>A value in the path, the query or a header.</summary>
    public sealed record Parameter(string Name, string In, string Type, bool Required);

    /// <summary>Arranges the document by face, in the order of the paths. A HEAD says nothing that its GET does not.</summary>
    public static ApiDocs Of(OpenApiDocument document)
    {
        var operations = document.Paths
            .SelectMany(p => (p.Value.Operations ?? []).Select(o => (Path: p.Key, Method: o.Key.Method.ToUpperInvariant(), o.Value)))
            .Where(o => o.Method != "HEAD")
            .OrderBy(o => o.Path, StringComparer.Ordinal).ToList();
        return new ApiDocs(
        [
            .. ((string[])["shop", "store", "admin"]).Select(face => new Face(face,
                [.. operations.Where(o => o.Path.StartsWith($"/api/v1/{face}/", StringComparison.Ordinal)).Select(o => Describe(o.Path, o.Method, o.Value))]))
        ]);
    }

    private static Operation Describe(string path, string method, OpenApiOperation operation)
    {
        var success = operation.Responses?.FirstOrDefault(r => r.Key.StartsWith('2')).Value;
        return new Operation(
            $"{method}{path}".Replace('/', '-').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).ToLowerInvariant(),
            method, path, operation.Summary ?? "", operation.Description?.Split('`') is { Length: > 1 } parts ? parts[1] : null,
            [.. (operation.Parameters ?? []).Select(p => new Parameter(p.Name ?? "", p.In?.ToString().ToLowerInvariant() ?? "", TypeOf(p.Schema), p.Required))],
            Sample(operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema),
            Sample(success?.Content?.Values.FirstOrDefault()?.Schema),
            [.. (operation.Responses ?? []).Keys.Order(StringComparer.Ordinal)]);
    }

    private static string? Sample(IOpenApiSchema? schema)
    {
        if (schema is null) return null;
        var text = new StringBuilder();
        Write(text, schema, "", 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, IOpenApiSchema schema, string indent, int depth)
    {
        schema = Real(schema);
        if (schema.Properties is { Count: > 0 } properties && depth < 6)
        {
            text.AppendLine("{");
            foreach (var (name, value) in properties)
            {
                text.Append(indent).Append("  \"").Append(name).Append("\": ");
                Write(text, value, indent + "  ", depth + 1);
                text.AppendLine();
            }

            text.Append(indent).Append('}');
        }
        else if (schema.Items is { } item)
        {
            text.Append("[ ");
            Write(text, item, indent, depth + 1);
            text.Append(" ]");
        }
        else
        {
            text.Append(TypeOf(schema));
        }
    }

    private static string TypeOf(IOpenApiSchema? schema)
    {
        if (schema is null) return "any";
        schema = Real(schema);
        if (schema.Enum is { Count: > 0 } choices) return string.Join(" | ", choices.Select(c => c?.ToJsonString() ?? "null"));
        var type = schema.Type is { } known ? (known & ~JsonSchemaType.Null).ToString().ToLowerInvariant() : "any";
        return schema.Format is { } format ? $"{type} ({format})" : type;
    }

    /// <summary>A schema that may be null is described as a choice; what matters to a reader is the other one.</summary>
    private static IOpenApiSchema Real(IOpenApiSchema schema) =>
        schema.OneOf is { Count: > 0 } choices ? choices.FirstOrDefault(c => c.Type != JsonSchemaType.Null) ?? schema : schema;
}
