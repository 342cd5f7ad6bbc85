using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Tenancy;

public sealed class SuspensionTests(OrionApp app) : IClassFixture<OrionApp>
{
    private const string Picture = "/media/nothing-320.webp";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_suspended_shop_is_closed_within_seconds_and_opens_again()
    {
        using var operators = app.AdminApi();
        using var shopper = app.Shop("acme");
        using var program = app.Api("acme");
        await UntilAsync(shopper, "/", HttpStatusCode.OK);
        await UntilAsync(shopper, Picture, HttpStatusCode.NotFound);
        var path = $"/api/v1/admin/stores/{app.World["acme"].Id}/suspension";

        using var empty = await operators.PostJsonAsync(path, new { reason = " " });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        using var closed = await operators.PostJsonAsync(path, new { reason = "Unpaid bills" });
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        var store = await closed.JsonAsync();
        Assert.Equal("suspended", store.GetProperty("status").GetString());
        Assert.Equal("Unpaid bills", store.GetProperty("suspendedReason").GetString());
        Assert.Equal("ada@harbour.test", store.GetProperty("suspendedBy").GetString());

        await UntilAsync(shopper, "/", HttpStatusCode.ServiceUnavailable);
        await UntilAsync(shopper, Picture, HttpStatusCode.ServiceUnavailable);
        using var theme = await shopper.GetAsync("/theme.1.css", Stop);
        Assert.Null(theme.Headers.CacheControl!.MaxAge);
        using var page = await shopper.GetAsync("/", Stop);
        var words = await page.TextAsync();
        Assert.DoesNotContain("Unpaid bills", words, StringComparison.Ordinal);
        Assert.Contains("is closed for now", words, StringComparison.Ordinal);
        Assert.DoesNotContain("<nav", words, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/products", words, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/cart", words, StringComparison.Ordinal);
        Assert.Contains("/theme.", words, StringComparison.Ordinal);
        await UntilAsync(program, "/api/v1/shop/products", HttpStatusCode.ServiceUnavailable);
        using var team = app.Dashboard("acme");
        using var dashboard = await team.GetAsync("/store/products", Stop);
        Assert.Equal(HttpStatusCode.OK, dashboard.StatusCode);
        using var other = app.Shop("birch");
        await UntilAsync(other, "/", HttpStatusCode.OK);

        using var twice = await operators.PostJsonAsync(path, new { reason = "Again" });
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        using var reopened = await operators.DeleteAsync(path, Stop);
        Assert.Equal("active", (await reopened.JsonAsync()).GetProperty("status").GetString());
        await UntilAsync(shopper, "/", HttpStatusCode.OK);
        using var idle = await operators.DeleteAsync(path, Stop);
        Assert.Equal(HttpStatusCode.Conflict, idle.StatusCode);
    }

    [Fact]
    public async Task The_console_asks_for_a_reason_and_does_it_without_JavaScript()
    {
        using var console = app.Console();
        var page = $"/stores/{app.World["cedar"].Id}";
        Assert.Contains("Within seconds every page", await console.GetStringAsync(page, Stop), StringComparison.Ordinal);
        using var refused = await console.PostFormAsync(page + "/suspension", ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("field-error", await refused.TextAsync(), StringComparison.Ordinal);

        using var closed = await console.PostFormAsync(page + "/suspension", ("reason", "Asked by the owner"));
        Assert.Equal(HttpStatusCode.SeeOther, closed.StatusCode);
        var after = await console.GetStringAsync(closed.Headers.Location!.ToString(), Stop);
        Assert.Contains("Asked by the owner", after, StringComparison.Ordinal);
        Assert.Contains("The shop is closed.", after, StringComparison.Ordinal);
        Assert.Contains("Asked by the owner", await console.GetStringAsync("/", Stop), StringComparison.Ordinal);

        using var reopened = await console.PostFormAsync(page + "/suspension?_method=delete");
        Assert.Equal(HttpStatusCode.SeeOther, reopened.StatusCode);
    }

    private static async Task UntilAsync(HttpClient client, string path, HttpStatusCode wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            using var answer = await client.GetAsync(path, patience.Token);
            if (answer.StatusCode == wanted) return;
            await Task.Delay(50, patience.Token);
        }
    }
}
