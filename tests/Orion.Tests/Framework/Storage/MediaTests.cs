using System.Net;
using System.Net.Http.Headers;
using NetVips;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Storage;

/// <summary>Pictures by their addresses.</summary>
public sealed class MediaTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_uploaded_picture_is_there_in_every_width_for_an_hour_in_caches_and_for_its_own_store_alone()
    {
        var largest = await UploadAsync(1000, 500);
        var key = largest[..largest.LastIndexOf('-')];
        using var shopper = app.Shop("acme");
        using var foreign = app.Shop("birch");
        foreach (var width in (int[])[320, 640, 960, 1000])
        {
            using var picture = await shopper.GetAsync($"{key}-{width}.webp", Stop);
            Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
            Assert.Equal("image/webp", picture.Content.Headers.ContentType?.ToString());
            Assert.Equal("public, must-revalidate, max-age=3600", picture.Headers.GetValues("Cache-Control").Single());
            Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
            using var image = Image.NewFromBuffer(await picture.Content.ReadAsByteArrayAsync(Stop));
            Assert.Equal(width, image.Width);
            Assert.InRange(image.Height, (width / 2) - 1, (width / 2) + 1);
            using var elsewhere = await foreign.GetAsync($"{key}-{width}.webp", Stop);
            Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        }

        using var known = new HttpRequestMessage(HttpMethod.Get, largest);
        using var first = await shopper.GetAsync(largest, Stop);
        known.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await shopper.SendAsync(known, Stop);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task A_width_that_nobody_made_is_not_made_on_demand()
    {
        var largest = await UploadAsync(400, 400);
        var key = largest[..largest.LastIndexOf('-')];
        using var shopper = app.Shop("acme");
        foreach (var name in (string[])["1440", "401", "0", "-1", "99999999999", "320.webp"])
        {
            using var unknown = await shopper.GetAsync($"{key}-{name}.webp", Stop);
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        }
    }

    [Theory]
    [InlineData("/media/..%2f..%2fappsettings.json")]
    [InlineData("/media/..%2F..%2Ffiles.webp")]
    [InlineData("/media/..%5c..%5cfiles.webp")]
    [InlineData("/media/%2e%2e%2fkey.webp")]
    [InlineData("/media/%252e%252e%252fkey.webp")]
    [InlineData("/media/..webp")]
    [InlineData("/media/.webp")]
    [InlineData("/media/a..webp")]
    [InlineData("/media/%2fetc%2fpasswd")]
    [InlineData("/media/")]
    public async Task A_path_trick_leads_nowhere(string path)
    {
        using var shopper = app.Shop("acme");
        using var answer = await shopper.GetAsync(path, Stop);
        Assert.True((int)answer.StatusCode is 400 or 404, $"{path}: {answer.StatusCode}");
    }

    private async Task<string> UploadAsync(int width, int height)
    {
        using var owner = app.Api("acme", Who.Owner);
        using var noise = Image.Gaussnoise(width, height, mean: 128, sigma: 20);
        using var grey = noise.Cast(Enums.BandFormat.Uchar);
        using var file = new ByteArrayContent(grey.PngsaveBuffer());
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { file, "files", "noise.png" } };
        using var added = await owner.PostAsync($"/api/v1/store/products/{app.World["acme"].Shirt.Id}/images", form, Stop);
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        var images = (await added.JsonAsync()).GetProperty("images");
        return images[images.GetArrayLength() - 1].GetProperty("url").GetString()!;
    }
}
