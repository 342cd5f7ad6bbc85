using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

/// <summary>Where inventory is switched off there is no stock to set: no form offers it, and nobody is told that it was saved.</summary>
public sealed class UncountedStockTests(Server server) : IAsyncLifetime
{
    private const string Said = "Inventory is turned off, so stock can't be set. Leave this blank.";
    private OrionApp app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await OrionApp.StartAsync(server, new AppOptions());
        using var operators = app.AdminApi();
        using var off = await operators.DeleteAsync($"/api/v1/admin/platforms/{app.World.HarbourId}/modules/inventory?cascade=true", Stop);
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Forms_have_no_field_for_it_and_save_all_the_same()
    {
        using var owner = app.Dashboard("acme");
        foreach (var path in new[] { "/store/products/new", $"/store/products/{app.World["acme"].Shirt.Id}" })
            Assert.Empty((await owner.GetPageAsync(path)).QuerySelectorAll("[name$=stock i]"));
        var mug = app.World["acme"].Mug;
        using var saved = await owner.PostFormAsync($"/store/products/{mug.Id}?_method=patch", ("variants[0].id", $"{mug.Variant}"), ("variants[0].price.amount", "3.00"));
        using var made = await owner.PostFormAsync("/store/products", ("name", "Uncounted"), ("price.amount", "3.00"));

        Assert.Equal("SeeOther SeeOther", $"{saved.StatusCode} {made.StatusCode}");
    }

    [Fact]
    public async Task A_number_that_is_sent_nevertheless_is_refused_at_its_field()
    {
        var mug = app.World["acme"].Mug;
        using var owner = app.Api("acme", Who.Owner);
        var price = new { amount = "3.00" };
        await RefusedAsync(HttpMethod.Patch, $"/{mug.Id}/variants/{mug.Variant}", new { stock = 5 }, "stock");
        await RefusedAsync(HttpMethod.Patch, $"/{mug.Id}", new { variants = new[] { new { id = mug.Variant, stock = 5 } } }, "variants[0].stock");
        await RefusedAsync(HttpMethod.Post, "", new { name = "Counted", price, stock = 5 }, "stock");
        await RefusedAsync(HttpMethod.Post, "", new { name = "Counted", variants = new[] { new { price, stock = 5 } } }, "variants[0].stock");
        using var browser = app.Dashboard("acme");
        using var stale = await browser.PostFormAsync($"/store/products/{mug.Id}?_method=patch", ("variants[0].id", $"{mug.Variant}"), ("variants[0].stock", "5"), ("variants[0].shownStock", "4"));
        using var untouched = await browser.PostFormAsync($"/store/products/{mug.Id}?_method=patch", ("variants[0].id", $"{mug.Variant}"), ("variants[0].stock", "4"), ("variants[0].shownStock", "4"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.StatusCode);
        Assert.Contains(Said, WebUtility.HtmlDecode(await stale.TextAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, untouched.StatusCode);

        async Task RefusedAsync(HttpMethod method, string path, object body, string field)
        {
            using var refused = await owner.SendJsonAsync(method, "/api/v1/store/products" + path, body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal(Said, (await refused.JsonAsync()).GetProperty("errors").GetProperty(field)[0].GetString());
        }
    }

    [Fact]
    public async Task That_it_is_not_counted_may_be_said()
    {
        var mug = app.World["acme"].Mug;
        using var owner = app.Api("acme", Who.Owner);
        using var saved = await owner.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/products/{mug.Id}/variants/{mug.Variant}", new { stock = (int?)null });

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await saved.JsonAsync()).GetProperty("variant").GetProperty("stock").ValueKind);
    }
}
