using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orion.Framework.Web;

namespace Orion.Tests.Endpoints;

/// <summary>
/// What the matrix must know of an operation that it can't see: which things its address and body name, and what a valid body is.
/// </summary>
/// <param name="Operation">Method, face and pattern without constraints, such as <c>PATCH store /products/{id}</c>; for page and API alike.</param>
/// <param name="Fill">Which thing each parameter names: <c>id=product variantId=variant</c>.</param>
/// <param name="Body">A valid body; texts such as <c>$variant</c> stand for things.</param>
public sealed partial record EndpointRow(string Operation, string Fill = "", object? Body = null)
{
    /// <summary>What an operation answers that is allowed and whose things exist; by default any success or redirect.</summary>
    public int[] Served { get; init; } = [];

    /// <summary>A query that the operation needs.</summary>
    public string Query { get; init; } = "";

    /// <summary>The operation is about the cart that the browser's cookie names.</summary>
    public bool InCart { get; init; }

    /// <summary>Sends a picture as a multipart form rather than <see cref="Body"/>.</summary>
    public bool Upload { get; init; }

    /// <summary>Answers a file rather than a page.</summary>
    public bool IsFile { get; init; }

    /// <summary>The things that the address names, by parameter.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; } = Fill.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);

    /// <summary>The things that the body names.</summary>
    public IReadOnlyList<string> InBody { get; } =
        Body is null ? [] : [.. Thing().Matches(JsonSerializer.Serialize(Body, JsonSerializerOptions.Web)).Select(m => m.Groups[1].Value).Distinct()];

    /// <summary>A request to the operation about these things.</summary>
    public HttpRequestMessage Ask(MappedEndpoint endpoint, Things things)
    {
        var path = MappedEndpoint.Parameter().Replace(endpoint.Address, m => Uri.EscapeDataString(things[Parameters[m.Groups[1].Value]]));
        var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), path + Query);
        if (endpoint.Method != "GET") request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (InCart) request.Headers.Add("Cookie", "__Host-orion-cart=" + things["cart"]);
        if (endpoint.Method != "GET") request.Content = Content(endpoint.Mount.Door, things);
        return request;
    }

    private HttpContent? Content(Door door, Things things)
    {
        if (Upload)
        {
            var file = new ByteArrayContent(Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="));
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            return new MultipartFormDataContent { { file, "file", "thing.png" } };
        }

        if (Body is null) return null;
        var json = Thing().Replace(JsonSerializer.Serialize(Body, JsonSerializerOptions.Web), m => things[m.Groups[1].Value]);
        return door == Door.Api
            ? new StringContent(json, Encoding.UTF8, "application/json")
            : new FormUrlEncodedContent(Fields("", JsonNode.Parse(json)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(string name, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Fields(name.Length == 0 ? m.Key : $"{name}.{m.Key}", m.Value)),
        JsonArray list => list.SelectMany((element, index) => Fields($"{name}[{index}]", element)),
        null => [],
        _ => [new(name, node.ToString())]
    };

    [GeneratedRegex(@"\$([a-z]+)")]
    private static partial Regex Thing();
}
