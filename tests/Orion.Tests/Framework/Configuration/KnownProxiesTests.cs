using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Configuration;

/// <summary>What a request says of where it came from counts for as much as who says it.</summary>
public sealed class KnownProxiesTests(KnownProxiesTests.Chain chain, KnownProxiesTests.Unnamed unnamed)
    : IClassFixture<KnownProxiesTests.Chain>, IClassFixture<KnownProxiesTests.Unnamed>
{
    private const string Client = "203.0.113.9";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("192.0.2.7", Client, Client)]
    [InlineData("::ffff:192.0.2.7", Client, Client)]
    [InlineData("198.51.100.4", Client, Client)]
    [InlineData("10.1.2.3", Client + ", 192.0.2.7", Client)]
    [InlineData("10.1.2.3", Client + ", 10.9.9.9, 192.0.2.7", Client)]
    [InlineData("10.1.2.3", Client + ":4711", Client)]
    [InlineData("2001:db8:1::5", "2001:db8:9::1", "2001:db8:9::1")]
    [InlineData("2001:db8:1::5", "[2001:db8:9::1]:4711", "2001:db8:9::1")]
    [InlineData("10.1.2.3", "127.0.0.1, " + Client + ", 192.0.2.7", Client)]
    [InlineData("10.1.2.3", "unknown", "10.1.2.3")]
    [InlineData("10.1.2.3", "", "10.1.2.3")]
    [InlineData("192.0.2.8", Client, "192.0.2.8")]
    [InlineData("11.0.0.1", Client, "11.0.0.1")]
    [InlineData("2001:db8:2::5", Client, "2001:db8:2::5")]
    [InlineData("127.0.0.1", Client, "127.0.0.1")]
    public async Task A_chain_of_known_proxies_is_followed_to_the_first_address_that_is_none(string peer, string forwardedFor, string caller) =>
        Assert.Equal(caller, await CallerAsync(chain, peer, forwardedFor));

    [Theory]
    [InlineData("127.0.0.1", Client)]
    [InlineData("127.0.0.53", Client)]
    [InlineData("::1", Client)]
    [InlineData("::ffff:127.0.0.1", Client)]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("192.168.1.1", "192.168.1.1")]
    public async Task Without_the_setting_this_machine_alone_is_believed(string peer, string caller) =>
        Assert.Equal(caller, await CallerAsync(unnamed, peer, Client));

    [Fact]
    public async Task Scheme_and_host_are_believed_of_known_proxies_alone()
    {
        var acme = chain.World["acme"].Host;
        var known = await AskAsync(chain, "10.1.2.3", "inner.example", ("X-Forwarded-For", Client), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", acme));
        Assert.Equal(200, known.Response.StatusCode);
        Assert.True(known.Response.Headers.ContainsKey("Strict-Transport-Security"));

        var unknown = await AskAsync(chain, "192.0.2.8", acme, ("X-Forwarded-For", Client), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "inner.example"));
        Assert.Equal(200, unknown.Response.StatusCode);
        Assert.False(unknown.Response.Headers.ContainsKey("Strict-Transport-Security"));
        Assert.Equal(404, (await AskAsync(chain, "192.0.2.8", "inner.example", ("X-Forwarded-Host", acme))).Response.StatusCode);
    }

    [Fact]
    public async Task A_stranger_who_names_another_address_each_time_is_still_counted_as_one()
    {
        await SignInAsync("192.0.2.99", "203.0.113.21", 401);
        await SignInAsync("192.0.2.99", "203.0.113.22", 401);
        await SignInAsync("::ffff:192.0.2.99", "203.0.113.23", 429);
    }

    [Fact]
    public async Task Clients_behind_one_proxy_are_counted_apart()
    {
        await SignInAsync("192.0.2.7", "203.0.113.31", 401);
        await SignInAsync("192.0.2.7", "203.0.113.31", 401);
        await SignInAsync("192.0.2.7", "203.0.113.31", 429);
        await SignInAsync("192.0.2.7", "203.0.113.32", 401);
    }

    [Fact]
    public async Task The_activity_log_has_the_client_and_writes_IPv4_in_one_way()
    {
        await SignInAsync("::ffff:192.0.2.7", "::ffff:203.0.113.41", 200, World.Password);
        Assert.Equal("1", await TestDatabase.AskAsync(chain.Database.Platform, "select count(*) from audit_logs where address = '203.0.113.41'"));
        Assert.Equal("0", await TestDatabase.AskAsync(chain.Database.Platform, "select count(*) from audit_logs where address like '::ffff:%'"));
    }

    [Fact]
    public async Task Numbers_for_this_machine_are_not_shown_through_its_proxy()
    {
        Assert.Equal(200, (await MetricsAsync()).Response.StatusCode);
        foreach (var header in new[] { "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port" })
            Assert.Equal(404, (await MetricsAsync((header, header.EndsWith("For", StringComparison.Ordinal) ? Client : "localhost"))).Response.StatusCode);

        Task<HttpContext> MetricsAsync(params (string, string)[] headers) => AskAsync(unnamed, "127.0.0.1", "localhost", "/metrics", headers);
    }

    [Fact]
    public async Task Over_real_connections_the_peer_decides()
    {
        await using var app = await OrionApp.StartAsync(
            unnamed.Server, new AppOptions { Kestrel = true, Settings = { ["Forwarded:KnownProxies:0"] = "127.0.0.5" } });
        var listening = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Assert.True(await IsSecureAsync("127.0.0.5"));
        Assert.False(await IsSecureAsync("127.0.0.6"));
        Assert.False(await IsSecureAsync("127.0.0.1"));

        async Task<bool> IsSecureAsync(string from)
        {
            using var client = new HttpClient(new SocketsHttpHandler
            {
                ConnectCallback = async (context, stop) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                    await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, stop);
                    return new NetworkStream(socket, ownsSocket: true);
                }
            }, disposeHandler: true);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(listening, "/products"));
            request.Headers.Host = app.World["acme"].Host;
            request.Headers.Add("X-Forwarded-For", Client);
            request.Headers.Add("X-Forwarded-Proto", "https");
            using var answer = await client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return answer.Headers.Contains("Strict-Transport-Security");
        }
    }

    private static async Task<string> CallerAsync(OrionApp app, string peer, string forwardedFor) =>
        (await AskAsync(app, peer, app.World["acme"].Host, ("X-Forwarded-For", forwardedFor))).Connection.RemoteIpAddress!.ToString();

    private static Task<HttpContext> AskAsync(OrionApp app, string peer, string host, params (string Name, string Value)[] headers) =>
        AskAsync(app, peer, host, "/products", headers);

    private static Task<HttpContext> AskAsync(OrionApp app, string peer, string host, string path, params (string Name, string Value)[] headers) =>
        app.TestServer.SendAsync(
            http =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
                http.Request.Host = new HostString(host);
                http.Request.Scheme = "http";
                http.Request.Path = path;
                foreach (var (name, value) in headers) http.Request.Headers[name] = value;
            },
            Stop);

    private async Task SignInAsync(string peer, string client, int status, string password = "a wrong one")
    {
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { email = "owner@acme.test", password });
        var answer = await chain.TestServer.SendAsync(
            http =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
                http.Request.Host = new HostString(chain.World["acme"].Host);
                http.Request.Method = "POST";
                http.Request.Path = "/api/v1/store/auth/login";
                http.Request.Headers["X-Forwarded-For"] = client;
                http.Request.ContentType = "application/json";
                http.Request.ContentLength = body.Length;
                http.Request.Body = new MemoryStream(body);
            },
            Stop);
        Assert.Equal(status, answer.Response.StatusCode);
    }

    public sealed class Chain(Server server) : OrionApp(server, new AppOptions
    {
        Settings =
        {
            ["Forwarded:KnownProxies"] = "10.0.0.0/8, 192.0.2.7;::ffff:198.51.100.0/120 2001:db8:1::/48",
            ["Limits:SignIn:PerAddress"] = "2"
        }
    });

    public sealed class Unnamed(Server server) : OrionApp(server, new AppOptions());
}
