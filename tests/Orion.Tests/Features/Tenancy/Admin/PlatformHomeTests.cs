using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Tenancy;

public sealed class PlatformHomeTests(OrionApp app, Server server) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_platforms_own_address_lists_its_own_shops_where_that_is_wanted()
    {
        await using var listing = await OrionApp.StartAsync(server, new AppOptions { Settings = { ["Tenancy:ListShops"] = "true" } });
        using var browser = listing.At(World.Harbour);
        var html = await browser.GetStringAsync("/", Stop);
        Assert.Contains("href=\"https://acme.harbour.test/\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/stores/acme/shop\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Cedar", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platforms_own_address_shows_the_way_to_the_console_and_no_shops_to_the_public()
    {
        await using var quiet = await OrionApp.StartAsync(server, new AppOptions { Settings = { ["Tenancy:ListShops"] = "false" } });
        using var browser = quiet.At(World.Harbour);
        using var answer = await browser.GetAsync("/", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.TextAsync();
        Assert.Contains("href=\"/admin\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Acme", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_is_there_under_the_platforms_address_too()
    {
        using var browser = app.At(World.Harbour);
        using var sent = await browser.GetAsync("/admin/stores", Stop);
        Assert.StartsWith("/admin/login?next=", sent.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var signedIn = await browser.PostFormAsync("/admin/login", ("email", "ada@harbour.test"), ("password", World.Password));
        Assert.Equal("/admin", signedIn.Headers.Location!.ToString());
        Assert.Contains("href=\"/admin/stores\"", await browser.GetStringAsync("/admin", Stop), StringComparison.Ordinal);
    }
}
