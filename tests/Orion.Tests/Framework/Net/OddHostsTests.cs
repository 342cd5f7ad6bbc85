using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Net;

namespace Orion.Tests.Framework.Net;

/// <summary>Hosts that speak HTTP badly: written to the socket as they stand, because no server library would send them.</summary>
public sealed class OddHostsTests : IAsyncLifetime
{
    private const int Most = 100_000;
    private readonly TcpListener listener = new(IPAddress.Parse("127.0.0.2"), 0);
    private readonly CancellationTokenSource end = new();
    private ServiceProvider services = null!;
    private Task serving = Task.CompletedTask;
    private byte[] answer = [];

    public ValueTask InitializeAsync()
    {
        listener.Start();
        serving = ServeAsync();
        services = new ServiceCollection()
            .AddLogging()
            .AddOrionFetch(new ConfigurationBuilder().AddInMemoryCollection([new("Fetch:TrustedNetworks:0", "127.0.0.2/32")]).Build())
            .BuildServiceProvider();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await serving;
        end.Dispose();
        await services.DisposeAsync();
    }

    [Theory]
    [InlineData("http://[")]
    [InlineData("http://")]
    [InlineData("//[")]
    [InlineData("//")]
    [InlineData("http://a b/")]
    [InlineData("http://exa mple.test:99999/")]
    [InlineData("http://xn--\u00ff/")]
    [InlineData("https://:443/")]
    [InlineData("http://user:secret@127.0.0.2/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("file:///etc/passwd")]
    [InlineData("mailto:a@b.test")]
    [InlineData("%")]
    [InlineData("http://%00/")]
    [InlineData("\\\\host\\share")]
    [InlineData("")]
    [InlineData("?")]
    public async Task A_redirect_to_what_is_no_address_is_this_pictures_fault_alone(string location)
    {
        var fetched = await GetAsync($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.Null(fetched.Content);
        Assert.NotNull(fetched.Problem);
        Assert.False(fetched.IsHostDown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 200\r\n\r\n")]
    [InlineData("HTTP/9.9 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 999999 Huge\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nnonsense")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nffffffffffffffff\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: nameless\r\n\r\n")]
    public async Task An_answer_that_is_none_is_a_problem_and_no_exception(string raw)
    {
        var fetched = await GetAsync(raw);
        Assert.True(fetched.Problem is not null || fetched.Content!.Length == 0, $"{raw}: {fetched}");
    }

    [Fact]
    public async Task Huge_headers_and_endless_bodies_end_early()
    {
        Assert.NotNull((await GetAsync($"HTTP/1.1 200 OK\r\nX-Huge: {new string('x', 200_000)}\r\n\r\n")).Problem);
        Assert.NotNull((await GetAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string('x', Most + 1))).Problem);
    }

    [Fact]
    public async Task A_body_is_taken_without_a_word_on_what_it_is()
    {
        Assert.Equal("picture"u8.ToArray(), (await GetAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\npicture")).Content);
        // Not unpacked: what a few bytes would unpack to is not known before it is done.
        Assert.Equal("picture"u8.ToArray(), (await GetAsync("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\npicture")).Content);
    }

    [Fact]
    public async Task A_host_without_tls_is_a_problem_of_the_connection()
    {
        answer = "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray();
        var fetched = await FetchAsync("https");
        Assert.NotNull(fetched.Problem);
        Assert.Null(fetched.Content);
    }

    [Fact]
    public async Task A_dead_host_behind_a_redirect_is_not_held_against_the_one_that_was_asked()
    {
        var fetched = await GetAsync("HTTP/1.1 302 Found\r\nLocation: http://nowhere.invalid/x.jpg\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.NotNull(fetched.Problem);
        Assert.False(fetched.IsHostDown);
    }

    private Task<Fetched> GetAsync(string raw)
    {
        answer = Encoding.Latin1.GetBytes(raw);
        return FetchAsync("http");
    }

    private Task<Fetched> FetchAsync(string scheme) => services.GetRequiredService<SafeFetch>().GetAsync(
        new Uri($"{scheme}://127.0.0.2:{((IPEndPoint)listener.LocalEndpoint).Port}/x.jpg"), Most, TestContext.Current.CancellationToken);

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                await using var stream = client.GetStream();
                await AnswerAsync(stream);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            if (await stream.ReadAsync(new byte[16 * 1024], end.Token) == 0) return;
            await stream.WriteAsync(answer, end.Token);
        }
        catch (IOException)
        {
            // The client has seen enough.
        }
    }
}
