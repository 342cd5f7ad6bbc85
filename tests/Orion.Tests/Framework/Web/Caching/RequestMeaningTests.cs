using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Web.Caching;

/// <summary>Whatever was asked before, and however: a server that keeps pages answers as one that keeps none.</summary>
public sealed class RequestMeaningTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly string[] Names = ["q", "Q", "%71", "sort", "SORT", "Sort", "category", "Category", "cursor", "variant", "VARIANT", "limit", "Limit", "page", "utm_source", "", "q%20", "_method"];
    private static readonly string[] Values = ["mug", "MUG", "", "x", "name", "price", "-price", "NAME", "m%75g", "mug+", "%20mug", "m;ug", "1", "5", "a%26sort%3Dname", "%F0%9F%98%80", "nothing-of-this-name", "delete"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("?Q=nothing-of-this-name")]
    [InlineData("?SORT=name")]
    [InlineData("?limit=1")]
    [InlineData("?Limit=1")]
    [InlineData("?utm_source=nothing")]
    public async Task No_spelling_of_another_name_changes_what_everybody_sees(string query)
    {
        await UntilTrustedAsync();
        foreach (var (host, path) in ((string, string)[])[(app.World["acme"].Host, "/products"), (World.Harbour, "/stores/acme/shop/products")])
        {
            app.Services.GetRequiredService<PageCache>().Clear();
            var spelled = await AskAsync(app, host, path, query, null);
            var plain = await AskAsync(app, host, path, "", null);
            Assert.Equal(200, plain.Status);
            Assert.Equal(plain.Body, spelled.Body);
            Assert.Contains("Mug", plain.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("nothing-of-this-name", plain.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_that_stands_twice_is_refused_by_page_and_API()
    {
        await UntilTrustedAsync();
        foreach (var path in (string[])["/products", "/api/v1/shop/products"])
        {
            var twice = await AskAsync(app, app.World["acme"].Host, path, "?q=a&q=b", null);
            Assert.Equal(400, twice.Status);
            var campaign = await AskAsync(app, app.World["acme"].Host, path, "?utm=a&utm=b", null);
            Assert.Equal(200, campaign.Status);
        }

        using var api = app.Api("acme");
        using var answer = await api.GetAsync("/api/v1/shop/products?sort=name&sort=name", Stop);
        Assert.Equal("duplicate_parameter", (await answer.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Two_thousand_spellings_are_answered_as_without_a_cache()
    {
        await UntilTrustedAsync();
        await using var without = await OrionApp.StartAsync(app.Server, new AppOptions
        {
            Database = app.Database,
            Settings = new() { ["PageCache:Megabytes"] = "0" }
        });
        var chance = new Random(20261128);
        string[] hosts = [app.World["acme"].Host, app.World["acme"].Host.ToUpperInvariant(), World.AcmeDomain, World.Harbour];
        string[] paths = ["/products", "/products", "/Products", "/products/", "//products", "/", "/products/mug", "/products/MUG", "/products/m\u00fcg", "/categories/none", "/categories/none|q=x", "/products\nq=mug"];
        string?[] kinds = [null, null, "partial", "full", "Partial"];
        for (var i = 0; i < 2_000; i++)
        {
            var host = hosts[chance.Next(hosts.Length)];
            var path = paths[chance.Next(paths.Length)];
            if (host == World.Harbour) path = "/stores/acme/shop" + path;
            var pairs = Enumerable.Range(0, chance.Next(4)).Select(_ => Names[chance.Next(Names.Length)]
                + (chance.Next(8) == 0 ? "" : "=" + Values[chance.Next(Values.Length)]));
            var query = string.Join(chance.Next(12) == 0 ? "&&" : "&", pairs);
            query = query.Length == 0 && chance.Next(4) > 0 ? "" : "?" + query + (chance.Next(10) == 0 ? "&" : "");
            var kind = kinds[chance.Next(kinds.Length)];
            var kept = await AskAsync(app, host, path, query, kind);
            var made = await AskAsync(without, host, path, query, kind);
            Assert.True(kept.Status == made.Status && (made.Status != 200 || kept.Body == made.Body),
                string.Create(CultureInfo.InvariantCulture, $"{i}: {host}{path}{query} ({kind}) was {kept.Status}, without a cache {made.Status}"));
        }

        Assert.False(without.Services.GetRequiredService<PageCache>().IsTrusted);
    }

    private async Task UntilTrustedAsync()
    {
        var cache = app.Services.GetRequiredService<PageCache>();
        for (var tries = 0; tries < 1_000 && !cache.IsTrusted; tries++) await Task.Delay(20, Stop);
        Assert.True(cache.IsTrusted);
    }

    /// <summary>Straight into the server: no client tidies what is asked.</summary>
    private static async Task<(int Status, string Body)> AskAsync(OrionApp app, string host, string path, string query, string? kind)
    {
        var answer = await app.TestServer.SendAsync(http =>
        {
            http.Request.Method = "GET";
            http.Request.Scheme = "https";
            http.Request.Host = new HostString(host);
            http.Request.Path = path;
            http.Request.QueryString = new QueryString(query);
            if (kind is not null) (http.Request.Headers["HX-Request"], http.Request.Headers["HX-Request-Type"]) = ("true", kind);
        }, Stop);
        using var body = new StreamReader(answer.Response.Body);
        return (answer.Response.StatusCode, await body.ReadToEndAsync(Stop));
    }
}
