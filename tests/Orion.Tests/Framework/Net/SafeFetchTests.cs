using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orion.Framework.Net;

namespace Orion.Tests.Framework.Net;

/// <summary>A server on 127.0.0.2, which stands for the internet and is trusted; 127.0.0.1 is the machine's own and must not be reached.</summary>
public sealed class SafeFetchTests : IAsyncLifetime
{
    private const int Most = 1_000_000;
    private readonly Names names = new();
    private WebApplication server = null!;
    private ServiceProvider services = null!;
    private int port;
    private int secretsRead;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SafeFetch Fetch => services.GetRequiredService<SafeFetch>();

    public async ValueTask InitializeAsync()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}", $"http://127.0.0.2:{port}");
        server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync(Stop);
        names.Known["pictures.test"] = [IPAddress.Parse("127.0.0.2")];
        services = new ServiceCollection()
            .AddLogging()
            .AddOrionFetch(new ConfigurationBuilder().AddInMemoryCollection([new("Fetch:TrustedNetworks:0", "127.0.0.2/32")]).Build())
            .Replace(ServiceDescriptor.Singleton<IHostResolver>(names))
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_is_there_is_fetched_also_behind_a_redirect()
    {
        Assert.Equal("picture"u8.ToArray(), (await GetAsync("pictures.test", "/picture")).Content);
        Assert.Equal("picture"u8.ToArray(), (await GetAsync("pictures.test", "/go?to=/picture")).Content);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::1]")]
    [InlineData("0.0.0.0")]
    [InlineData("0")]
    [InlineData("127.0.0.1.nip.test")]
    public async Task The_machine_itself_is_never_asked_however_it_is_spelled(string host)
    {
        names.Known["localhost"] = names.Known["localhost."] = names.Known["127.0.0.1.nip.test"] = [IPAddress.Loopback];
        var fetched = await GetAsync(host, "/secret");
        Assert.Null(fetched.Content);
        Assert.Equal(0, secretsRead);
    }

    [Fact]
    public async Task A_redirect_to_the_machine_itself_is_not_followed()
    {
        var fetched = await GetAsync("pictures.test", $"/go?to=http://127.0.0.1:{port}/secret");
        Assert.Equal("127.0.0.1 is not on the public internet.", fetched.Problem);
        Assert.Equal(0, secretsRead);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_meanwhile_gains_nothing()
    {
        names.Then["rebinding.test"] = new Queue<IPAddress[]>([[IPAddress.Parse("127.0.0.2")], [IPAddress.Loopback]]);
        Assert.NotNull((await GetAsync("rebinding.test", "/close")).Content);
        Assert.Null((await GetAsync("rebinding.test", "/secret")).Content);
        Assert.Equal(0, secretsRead);
    }

    [Fact]
    public async Task A_name_with_good_and_bad_addresses_is_reached_at_the_good_ones_alone()
    {
        names.Known["mixed.test"] = [IPAddress.Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.Parse("10.0.0.1")];
        Assert.Equal("127.0.0.2", System.Text.Encoding.UTF8.GetString((await GetAsync("mixed.test", "/where")).Content!));
    }

    [Theory]
    [InlineData("/go?to=/go?to=/go?to=/go?to=/picture", "redirects")]
    [InlineData("/loop", "redirects more than 3 times")]
    [InlineData("/go?to=file:///etc/passwd", "isn't http or https")]
    [InlineData("/missing", "404")]
    [InlineData("/large", "larger than 1 MB")]
    [InlineData("/endless", "larger than 1 MB")]
    public async Task What_can_not_be_had_is_said_in_a_sentence(string path, string sentence)
    {
        var fetched = await GetAsync("pictures.test", path);
        Assert.Null(fetched.Content);
        Assert.Contains(sentence, fetched.Problem, StringComparison.Ordinal);
        Assert.False(fetched.IsHostDown);
    }

    [Fact]
    public async Task A_host_that_nobody_knows_is_down()
    {
        var fetched = await GetAsync("nobody.test", "/picture");
        Assert.Equal(("The host's name is unknown.", true), (fetched.Problem, fetched.IsHostDown));
    }

    [Theory]
    [InlineData("ftp://pictures.test/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//pictures.test/a")]
    [InlineData("http://user@pictures.test/a")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("picture.jpg")]
    [InlineData("")]
    public void Only_plain_web_addresses_are_addresses(string text) => Assert.False(SafeFetch.IsAddress(text, out _));

    private Task<Fetched> GetAsync(string host, string path) => Fetch.GetAsync(new Uri($"http://{host}:{port}{path}"), Most, Stop);

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path == "/secret") secretsRead++;
        if (path is "/close") http.Response.Headers.Connection = "close";
        if (path is "/go" or "/loop") http.Response.Redirect(path == "/loop" ? "/loop" : http.Request.QueryString.Value!["?to=".Length..]);
        else if (path == "/missing") http.Response.StatusCode = 404;
        else if (path == "/large") (http.Response.ContentLength, http.Response.StatusCode) = (Most + 1, 200);
        if (path == "/large") await http.Response.Body.WriteAsync(new byte[Most + 1], http.RequestAborted);
        else if (path == "/endless") while (!http.RequestAborted.IsCancellationRequested) await http.Response.Body.WriteAsync(new byte[64 * 1024], http.RequestAborted);
        else if (path == "/where") await http.Response.WriteAsync(http.Connection.LocalIpAddress!.ToString(), http.RequestAborted);
        else if (path is "/picture" or "/secret" or "/close") await http.Response.WriteAsync("picture", http.RequestAborted);
    }

    private sealed class Names : IHostResolver
    {
        public Dictionary<string, IPAddress[]> Known { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, Queue<IPAddress[]>> Then { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken stop) =>
            Then.TryGetValue(host, out var next) ? Task.FromResult(next.Dequeue())
            : Known.TryGetValue(host, out var known) ? Task.FromResult(known)
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}
