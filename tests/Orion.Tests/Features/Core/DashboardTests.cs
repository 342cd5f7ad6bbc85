using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core;

public sealed class DashboardTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_without_orders_is_told_what_comes_first()
    {
        using var owner = app.Dashboard("acme");
        using var response = await owner.GetAsync("/store", Stop);
        var page = await response.TextAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Getting started", page, StringComparison.Ordinal);
        Assert.Contains("Receive your first order", page, StringComparison.Ordinal);
        Assert.Contains("$0.00", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/store")]
    [InlineData("/store/products")]
    [InlineData("/store/products/new")]
    [InlineData("/store/orders")]
    public async Task Pages_hold_nothing_inline_that_the_policy_would_refuse(string path)
    {
        using var owner = app.Dashboard("cedar");
        var page = await (await owner.GetAsync(path, Stop)).TextAsync();

        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("<h1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_then_back()
    {
        using var stranger = app.Dashboard("acme", Who.Nobody);
        using var response = await stranger.GetAsync("/store/products?status=draft", Stop);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/store/login?next=%2Fproducts%3Fstatus%3Ddraft", response.Headers.Location!.ToString());
    }
}
