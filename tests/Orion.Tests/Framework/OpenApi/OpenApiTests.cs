using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;
using Door = Orion.Framework.Web.Door;

namespace Orion.Tests.Framework.OpenApi;

public sealed class OpenApiTests(OrionApp app) : IClassFixture<OrionApp>
{
    [Fact]
    public async Task The_document_is_OpenApi_3_1_and_holds_every_endpoint_of_the_api()
    {
        using var anyone = app.Api("acme");
        var document = await anyone.GetJsonAsync("/api/openapi.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}")).ToHashSet();
        var mounted = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Mount>()?.Door == Door.Api)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(m => m != "HEAD")
                .Select(m => $"{m} /{Plain(e.RoutePattern.RawText!)}")).ToList();
        Assert.NotEmpty(mounted);
        Assert.Empty(mounted.Except(described));
    }

    [Fact]
    public async Task An_endpoint_with_a_permission_names_it_and_asks_for_a_bearer_token()
    {
        using var anyone = app.Api("acme");
        var document = await anyone.GetJsonAsync("/api/openapi.json");
        var operation = document.GetProperty("paths").GetProperty("/api/v1/store/products").GetProperty("get");
        Assert.Contains("products.view", operation.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.True(operation.GetProperty("security")[0].TryGetProperty("bearer", out _));
    }

    [Fact]
    public async Task The_page_shows_every_face_under_the_strict_policy()
    {
        using var anyone = app.Shop("acme");
        using var page = await anyone.GetAsync("/api/docs", TestContext.Current.CancellationToken);
        var text = await page.TextAsync();
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, page.Headers.GetValues("Content-Security-Policy").Single());
        foreach (var face in (string[])["shop", "store", "admin"]) Assert.Contains($"id=\"{face}\"", text, StringComparison.Ordinal);
        Assert.Contains("/api/v1/shop/products/{slug}", text, StringComparison.Ordinal);
    }

    /// <summary>A route's pattern without the constraints that a description doesn't show.</summary>
    private static string Plain(string pattern) =>
        System.Text.RegularExpressions.Regex.Replace(pattern.TrimStart('/'), @"\{(\w+)[^}]*\}", "{$1}");
}
