using System.Net;
using System.Net.Http.Headers;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Observability;

/// <summary>
/// Alone: what is measured is known by name to the whole process, so that another application's end takes away what this one
/// counts. In production there is one to a process.
/// </summary>
[CollectionDefinition("metrics", DisableParallelization = true)]
public sealed class MetricsAlone;

[Collection("metrics")]
public sealed class MetricsTests(MetricsTests.App app) : IClassFixture<MetricsTests.App>
{
    private const string Token = "a-token-for-prometheus";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_shown_to_who_has_the_token_alone()
    {
        using var anyone = app.At("nobody.example");
        using (var none = await anyone.GetAsync("/metrics", Stop)) Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        anyone.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another-token");
        using (var wrong = await anyone.GetAsync("/metrics", Stop)) Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        Assert.Contains("http_server_request_duration_seconds", await ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_are_counted_by_route_template_and_face_and_nothing_that_names_a_store_or_person()
    {
        using var program = app.Api("acme", Who.Customer);
        await program.GetAsync("/api/v1/shop/products/mug?q=carol@example.test", Stop);
        await program.GetAsync("/api/v1/shop/carts/a-secret-token", Stop);
        using var shopper = app.Shop("acme");
        await shopper.GetAsync("/products?utm=whoever", Stop);
        await shopper.GetAsync("/products", Stop);

        var metrics = await ScrapeAsync();
        var requests = metrics.Split('\n').Where(l => l.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal)).ToList();
        Assert.Contains(requests, l => l.Contains("http_route=\"/api/v1/shop/products/{slug", StringComparison.Ordinal) && l.Contains("face=\"shop\"", StringComparison.Ordinal));
        foreach (var line in metrics.Split('\n').Where(l => l.StartsWith("http_", StringComparison.Ordinal) || l.StartsWith("orion_", StringComparison.Ordinal)))
            foreach (var word in new[] { "acme", "mug", "carol", "secret", "whoever", app.World["acme"].Id.ToString() })
                Assert.DoesNotContain(word, line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Work_the_page_cache_the_runtime_and_the_pools_are_measured()
    {
        using var shopper = app.Shop("acme");
        await shopper.GetAsync("/products", Stop);
        var metrics = await ScrapeAsync();
        foreach (var name in new[] { "orion_jobs_waiting", "orion_jobs_parked", "orion_jobs_age", "orion_page_cache_lookups_total", "dotnet_gc_collections_total", "db_client_connection_count" })
            Assert.Contains(metrics.Split('\n'), l => l.StartsWith(name, StringComparison.Ordinal));
    }

    private async Task<string> ScrapeAsync()
    {
        using var prometheus = app.At("nobody.example");
        prometheus.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        // The exporter answers from memory for a moment; what was just done is in the next answer.
        await Task.Delay(400, Stop);
        using var answer = await prometheus.GetAsync("/metrics", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.TextAsync();
    }

    public sealed class App(Server server) : OrionApp(server, new AppOptions { Workers = true, Settings = { ["Metrics:Token"] = Token } });
}
