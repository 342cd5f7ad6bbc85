using System.Net;

namespace Orion.Tests.Fixtures;

public sealed class OrionAppTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_application_serves_its_stores_and_no_others()
    {
        using var acme = app.Api("acme");
        using var stranger = app.At("nobody.example");

        Assert.NotEqual("unknown_host", await CodeAsync(await acme.GetAsync("/api/v1/shop/nothing-here", Stop)));
        Assert.Equal("unknown_host", await CodeAsync(await stranger.GetAsync("/api/v1/shop/products", Stop)));
    }

    [Fact]
    public async Task The_world_is_in_every_database()
    {
        Assert.Equal("3", await TestDatabase.AskAsync(app.Database.Platform, "select count(*) from stores"));
        Assert.Equal("6", await TestDatabase.AskAsync(app.Database.Platform, "select count(*) from product_documents"));
        Assert.Equal("mug", await TestDatabase.AskAsync(
            app.Database.App,
            $"select set_config('orion.store_id', '{app.World["birch"].Id}', false)",
            $"select slug from products where id = '{app.World["birch"].Mug.Id}'"));
    }

    [Fact]
    public async Task A_test_may_listen_on_a_real_port()
    {
        await using var real = await OrionApp.StartAsync(app.Server, new AppOptions { Kestrel = true, Clock = new TestClock() });
        using var stranger = real.At("nobody.example");

        using var response = await stranger.GetAsync("/", Stop);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        return (await response.JsonAsync()).GetProperty("code").GetString();
    }
}
