using Microsoft.Extensions.Configuration;
using Orion.Framework.Configuration;
using Orion.Tests.Fixtures;
using Package = Orion.Framework.Database.Embedded.PlatformPackage;

namespace Orion.Tests.Framework.Configuration;

/// <summary>Whatever is built in a checkout finds what lies there; what is published belongs to none.</summary>
public sealed class DataFolderTests(Server server) : IDisposable
{
    private readonly string checkout = ScratchFolder.New();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("src/Orion/bin/Debug/net10.0")]
    [InlineData("src/Orion/bin/Release/net10.0")]
    [InlineData("src/Orion/bin/Release/net10.0/linux-x64")]
    [InlineData("tests/Orion.Tests/bin/Release/net10.0")]
    [InlineData("out")]
    public void Every_build_of_a_checkout_finds_it(string folder) => Assert.Equal(checkout, DataFolder.CheckoutOf(Binaries(folder, built: true)));

    [Theory]
    [InlineData("src/Orion/bin/Release/net10.0/publish")]
    [InlineData("src/Orion/bin/app")]
    [InlineData("out")]
    public void What_is_published_belongs_to_no_checkout_even_inside_of_one(string folder) =>
        Assert.Null(DataFolder.CheckoutOf(Binaries(folder, built: false)));

    [Fact]
    public void A_build_that_was_carried_away_belongs_to_none()
    {
        var folder = Binaries("app", built: true);
        File.Delete(Path.Combine(checkout, "Orion.sln"));
        Assert.Null(DataFolder.CheckoutOf(folder));
    }

    [Fact]
    public void This_very_build_finds_its_checkout_and_PostgreSQL_in_it()
    {
        Assert.True(File.Exists(Path.Combine(DataFolder.RepositoryFolder!, "Orion.sln")));
        Assert.Equal(Path.Combine(DataFolder.RepositoryFolder!, ".orion"), DataFolder.Of(new ConfigurationBuilder().Build()));
        Package.Open(Package.NativeFolderFor(Path.Combine(DataFolder.RepositoryFolder!, "node_modules")));
    }

    [Fact]
    public void What_was_published_without_PostgreSQL_says_to_name_a_server_instead_of_running_npm()
    {
        var published = Binaries("out", built: false);
        var refused = Assert.Throws<OperatorException>(() => OrionDatabase.NodeModulesOf(null, published));
        Assert.Contains("ConnectionStrings__Orion", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("npm", refused.Message, StringComparison.Ordinal);
        var beside = Directory.CreateDirectory(Path.Combine(published, "node_modules")).FullName;
        Assert.Equal(beside, OrionDatabase.NodeModulesOf(null, published));
        Assert.Equal(Path.Combine(checkout, "node_modules"), OrionDatabase.NodeModulesOf(checkout, published));
    }

    [Fact]
    public async Task A_build_serves_its_assets_in_Production_too()
    {
        await using var database = await server.NewDatabaseAsync();
        using var node = await OrionProcess.ServeAsync(database, Path.Combine(checkout, "data"), [], Stop);
        using var browser = node.Api(server.World["acme"].Host);
        foreach (var asset in await AssetsAsync(browser))
            foreach (var encoding in new[] { "identity", "gzip", "br" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, asset);
                request.Headers.Add("Accept-Encoding", encoding);
                using var answer = await browser.SendAsync(request, Stop);
                Assert.True(answer.IsSuccessStatusCode, $"{asset}: {answer.StatusCode}");
                Assert.True((await answer.Content.ReadAsByteArrayAsync(Stop)).Length > 100, $"{asset} as {encoding} is empty");
            }
    }

    public void Dispose() => ScratchFolder.Delete(checkout);

    private static async Task<List<string>> AssetsAsync(HttpClient browser)
    {
        var page = await browser.GetStringAsync("/products", Stop);
        var named = System.Text.RegularExpressions.Regex.Matches(page, "(?:href|src)=\"(/assets/[^\"]+)\"").Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Contains(named, a => a.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(named, a => a.EndsWith(".js", StringComparison.Ordinal));
        return named;
    }

    private string Binaries(string folder, bool built)
    {
        var binaries = Directory.CreateDirectory(Path.Combine(checkout, folder)).FullName + Path.DirectorySeparatorChar;
        File.WriteAllText(Path.Combine(checkout, "Orion.sln"), "");
        File.WriteAllText(Path.Combine(binaries, "orion.staticwebassets.endpoints.json"), "{}");
        if (built) File.WriteAllText(Path.Combine(binaries, "orion.staticwebassets.runtime.json"), "{}");
        return binaries;
    }
}
