using System.Net.Http.Json;
using System.Text.Json;

namespace Orion.Tests.Fixtures;

/// <summary>What tests ask of a client, in a line each.</summary>
internal static class Requests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A fragment, as htmx asks for one.</summary>
    public static Task<HttpResponseMessage> GetFragmentAsync(this HttpClient client, string path) =>
        client.SendAsync(AsFragment(new HttpRequestMessage(HttpMethod.Get, path)), Stop);

    /// <summary>Sends a form as a browser without JavaScript does.</summary>
    public static Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string path, params (string Name, string Value)[] fields) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(fields) }, Stop);

    /// <summary>Sends a form as htmx does.</summary>
    public static Task<HttpResponseMessage> SendFragmentAsync(
        this HttpClient client, HttpMethod method, string path, params (string Name, string Value)[] fields) =>
        client.SendAsync(AsFragment(new HttpRequestMessage(method, path) { Content = Form(fields) }), Stop);

    /// <summary>Sends JSON with any method.</summary>
    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient client, HttpMethod method, string path, object body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return client.SendAsync(request, Stop);
    }

    /// <summary>Posts JSON.</summary>
    public static Task<HttpResponseMessage> PostJsonAsync(
        this HttpClient client, string path, object body, params (string Name, string Value)[] headers) =>
        client.SendJsonAsync(HttpMethod.Post, path, body, headers);

    /// <summary>The answer's JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(Stop);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: Stop);
        return document.RootElement.Clone();
    }

    /// <summary>The answer's text.</summary>
    public static Task<string> TextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync(Stop);

    /// <summary>Gets an address, expects 200, and gives its JSON.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Stop);
        Assert.Equal("OK", $"{response.StatusCode}");
        return await response.JsonAsync();
    }

    private static HttpRequestMessage AsFragment(HttpRequestMessage request)
    {
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Request-Type", "partial");
        return request;
    }

    private static FormUrlEncodedContent? Form((string Name, string Value)[] fields) =>
        fields.Length == 0 ? null : new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
