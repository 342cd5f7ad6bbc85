using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Orion.Bench;

/// <summary>Orders placed through the API by a few shoppers at once, each with a cart of three lines.</summary>
internal static class OrderLoad
{
    private const int Shoppers = 8;

    /// <summary>How many orders a second, and the median time of one.</summary>
    public sealed record Result(double PerSecond, double Median);

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

    public static async Task<Result> RunAsync(Uri shop, TimeSpan length)
    {
        using var client = Client();
        var variants = await VariantsAsync(client, shop);
        List<double> times = [];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(async shopper =>
        {
            var random = new Random(shopper);
            while (clock.Elapsed < length)
            {
                var cart = await SendAsync(client, HttpMethod.Post, new Uri(shop, "api/v1/shop/carts"), null);
                var address = $"api/v1/shop/carts/{cart!["token"]}";
                foreach (var variant in random.GetItems(variants, 3).Distinct())
                    await SendAsync(client, HttpMethod.Post, new Uri(shop, address + "/items"), new { variantId = variant, quantity = 1 });
                var begun = Stopwatch.GetTimestamp();
                var placed = await SendAsync(client, HttpMethod.Post, new Uri(shop, address + "/order"), Order());
                if (placed?["number"] is null) continue;
                lock (times) times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }));
        if (times.Count == 0) throw new InvalidOperationException("No order could be placed.");
        times.Sort();
        return new Result(times.Count / clock.Elapsed.TotalSeconds, times[times.Count / 2]);
    }

    private static object Order() => new
    {
        email = "bench@example.test",
        shippingAddress = new { name = "Ben Bench", line1 = "1 Main Street", city = "Portland", postalCode = "97201", region = "OR", country = "US" },
        shippingMethod = "ground",
        payment = new { provider = "test" }
    };

    private static async Task<string[]> VariantsAsync(HttpClient client, Uri shop)
    {
        var listing = await SendAsync(client, HttpMethod.Get, new Uri(shop, "api/v1/shop/products?limit=50"), null);
        List<string> variants = [];
        foreach (var item in listing!["items"]!.AsArray())
        {
            var product = await SendAsync(client, HttpMethod.Get, new Uri(shop, $"api/v1/shop/products/{item!["slug"]}"), null);
            variants.AddRange(product!["variants"]!.AsArray().Where(v => v!["available"]!.GetValue<bool>()).Select(v => v!["id"]!.ToString()));
        }

        return [.. variants];
    }

    private static async Task<JsonNode?> SendAsync(HttpClient client, HttpMethod method, Uri address, object? body)
    {
        using var request = Request(method, address);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await client.SendAsync(request);
        // Stock of the demo is finite: a line that is sold out is left out, an order that is refused isn't counted.
        if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity) return null;
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address) => new(method, $"http://127.0.0.1:{address.Port}{address.PathAndQuery}")
    {
        Headers = { Host = address.Authority }
    };

    private static HttpClient Client()
    {
        var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        return services.GetRequiredService<IHttpClientFactory>().CreateClient();
    }
}
