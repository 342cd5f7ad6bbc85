using System.Net;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Tenancy.Theming;

/// <summary>Theme, icon and pictures as files.</summary>
public sealed class ThemeFilesTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_todays_theme_may_be_kept_and_for_an_hour()
    {
        using var shopper = app.Shop("acme");
        var today = await shopper.GetAsync("/theme.1.css", Stop);
        var tomorrow = await shopper.GetAsync("/theme.2.css", Stop);
        Assert.Equal("text/css", today.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromHours(1), today.Headers.CacheControl!.MaxAge);
        Assert.Equal("no-cache", tomorrow.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_store_without_an_icon_has_its_first_letter()
    {
        using var shopper = app.Shop("acme");
        var icon = await shopper.GetAsync("/favicon.1.svg", Stop);
        Assert.Equal("image/svg+xml", icon.Content.Headers.ContentType!.MediaType);
        Assert.Contains(">A</text>", await icon.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/media/nothing-320.webp")]
    [InlineData("/media/..%2F..%2Fappsettings.json")]
    [InlineData("/media/.webp")]
    [InlineData("/media/appsettings.json")]
    public async Task What_is_no_picture_of_the_store_is_404(string path)
    {
        using var shopper = app.Shop("acme");
        Assert.Equal(HttpStatusCode.NotFound, (await shopper.GetAsync(path, Stop)).StatusCode);
    }
}
