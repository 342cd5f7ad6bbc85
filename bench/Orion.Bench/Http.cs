namespace Orion.Bench;

/// <summary>Requests to this machine alone, whatever host they name.</summary>
internal static class Http
{
    /// <summary>The size of an answer's body in bytes, as it goes over the wire.</summary>
    public static async Task<int> SizeAsync(Uri address, IReadOnlyDictionary<string, string>? headers)
    {
        using var client = Client();
        using var request = Request(HttpMethod.Get, address);
        foreach (var (name, value) in headers ?? new Dictionary<string, string>()) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    public static HttpRequestMessage Request(HttpMethod method, Uri address) => new(method, $"http://127.0.0.1:{address.Port}{address.PathAndQuery}")
    {
        Headers = { Host = address.Authority }
    };

    public static HttpClient Client()
    {
        var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        return services.GetRequiredService<IHttpClientFactory>().CreateClient();
    }
}
