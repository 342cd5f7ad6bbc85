using Orion.Tests.Fixtures;

namespace Orion.Tests.Endpoints;

/// <summary>What caches may keep, over every endpoint of the running application and everybody who may call it.</summary>
public sealed class NoStoreTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Open = ["GET shop /", "GET shop /products", "GET shop /products/{slug}", "GET shop /categories/{slug}"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Caches_keep_what_a_shop_shows_to_anyone_and_nothing_else()
    {
        List<string> wrong = [];
        var things = await Things.MakeAsync(app, "acme");
        foreach (var endpoint in MappedEndpoint.All(app))
            foreach (var caller in Caller.All)
            {
                var row = EndpointRows.Find(endpoint.Operation)!;
                using var client = caller.At(app, endpoint.HostFor(app.World["acme"]), endpoint);
                using var response = await client.SendAsync(row.Ask(endpoint, things), Stop);
                if (endpoint.Method != "GET" && response.IsSuccessStatusCode) things = await Things.MakeAsync(app, "acme");
                var isOpen = Open.Contains(endpoint.Operation) && (int)response.StatusCode < 400 && !caller.IsKnownTo(endpoint, "acme");
                if (isOpen == (response.Headers.CacheControl?.NoStore ?? false))
                    wrong.Add($"{endpoint} for {caller}: {(int)response.StatusCode} {response.Headers.CacheControl}");
            }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
