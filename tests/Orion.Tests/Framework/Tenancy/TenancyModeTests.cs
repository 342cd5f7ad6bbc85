using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Tenancy;
using Orion.Framework.Database;
using Orion.Framework.Tenancy;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Tenancy;

/// <summary>One shop in its three modes, and hosts that are nobody's.</summary>
public sealed class TenancyModeTests(TenancyModeTests.CountingApp app) : IClassFixture<TenancyModeTests.CountingApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("acme.harbour.test", "/products/mug", "Acme Mugs")]
    [InlineData("birch.harbour.test", "/products/mug", "Birch")]
    [InlineData("www.acme-mugs.test", "/products/mug", "Acme Mugs")]
    [InlineData("harbour.test", "/stores/acme/shop/products/mug", "Acme Mugs")]
    [InlineData("harbour.test", "/stores/birch/shop/products/mug", "Birch")]
    [InlineData("cedar.lagoon.test", "/products/mug", "Cedar")]
    public async Task A_shop_is_found_by_its_host_or_path(string host, string path, string store)
    {
        using var shopper = app.At(host);
        using var response = await shopper.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(store + " ", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody.example", "/")]
    [InlineData("nobody.harbour.test", "/")]
    [InlineData("claimed.acme-mugs.test", "/")]
    [InlineData("cedar.harbour.test", "/")]
    [InlineData("acme.lagoon.test", "/")]
    [InlineData("x.acme.harbour.test", "/")]
    [InlineData("harbour.test", "/stores/cedar/shop")]
    [InlineData("harbour.test", "/stores/nobody/shop")]
    [InlineData("harbour.test", "/shop")]
    [InlineData("harbour.test", "/store")]
    [InlineData("www.acme-mugs.test", "/api/v1/store/products")]
    [InlineData("acme.harbour.test", "/api/v1/admin/stores")]
    public async Task Elsewhere_there_is_nothing(string host, string path)
    {
        using var shopper = app.At(host);
        using var response = await shopper.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_hostile_host_never_reaches_the_database()
    {
        foreach (var host in (string[])["", "[::1]", "acme harbour.test", new string('a', 300), "acme'--.harbour.test", "..", "acme\0.harbour.test"])
        {
            var before = app.Commands.Count;
            var answer = await app.TestServer.SendAsync(http =>
            {
                http.Request.Method = "GET";
                http.Request.Path = "/";
                http.Request.Headers.Host = host;
            }, Stop);
            Assert.Equal(404, answer.Response.StatusCode);
            Assert.Equal(before, app.Commands.Count);
        }
    }

    [Fact]
    public async Task An_unknown_host_is_looked_up_once()
    {
        // What was found before changes could be heard is forgotten when they can.
        var notifications = app.Services.GetRequiredService<Notifications>();
        while (!notifications.IsListening) await Task.Delay(20, Stop);
        using var stranger = app.At("flood.example");
        (await stranger.GetAsync("/", Stop)).Dispose();
        var before = app.Commands.Count;
        for (var i = 0; i < 20; i++) (await stranger.GetAsync("/", Stop)).Dispose();
        Assert.Equal(before, app.Commands.Count);
    }

    [Theory]
    [InlineData("acme.harbour.test", "/products", "href=\"/products/mug\"")]
    [InlineData("www.acme-mugs.test", "/products", "href=\"/products/mug\"")]
    [InlineData("harbour.test", "/stores/acme/shop/products", "href=\"/stores/acme/shop/products/mug\"")]
    public async Task Links_stay_in_the_mode(string host, string path, string link)
    {
        using var shopper = app.At(host);
        Assert.Contains(link, await (await shopper.GetAsync(path, Stop)).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_a_store_is_heard()
    {
        var stores = app.Services.GetRequiredService<ITenantStore>();
        var birch = app.World["birch"].Id;
        Assert.NotNull(await stores.FindByIdAsync(birch, Stop));
        var version = (await stores.FindByIdAsync(birch, Stop))!.Version;
        await app.Make.InStoreAsync(birch, async db =>
        {
            (await db.Set<Store>().SingleAsync(s => s.Id == birch, Stop)).Touch();
            await db.SaveChangesAsync(Stop);
            await db.NotifyAsync(CachedTenantStore.Channel, $"store:{birch}", Stop);
            return 0;
        });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        while ((await stores.FindByIdAsync(birch, patience.Token))!.Version == version) await Task.Delay(10, patience.Token);
    }

    /// <summary>Counts look-ups of stores and platforms; what goes on in the background reads neither.</summary>
    public sealed class CountingApp : OrionApp
    {
        public CountingApp(Server server) : this(server, new Counter())
        {
        }

        private CountingApp(Server server, Counter counter) : base(server, new AppOptions
        {
            Services = services => services
                .ConfigureDbContext<OrionDb>(o => o.AddInterceptors(counter))
                .ConfigureDbContext<PlatformDb>(o => o.AddInterceptors(counter))
        }) => Commands = counter;

        public Counter Commands { get; }
    }

    public sealed class Counter : DbCommandInterceptor
    {
        private int count;

        public int Count => count;

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            if (result.CommandText.Contains("FROM stores", StringComparison.Ordinal)
                || result.CommandText.Contains("FROM platforms", StringComparison.Ordinal))
                Interlocked.Increment(ref count);
            return result;
        }
    }
}
