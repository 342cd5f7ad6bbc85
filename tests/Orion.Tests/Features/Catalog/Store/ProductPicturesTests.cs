using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NetVips;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

public sealed class ProductPicturesTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_are_added_described_moved_and_removed()
    {
        using var owner = app.Api("acme", Who.Owner);
        var address = $"/api/v1/store/products/{app.World["acme"].Mug.Id}/images";
        using var first = await SendAsync(owner, address, "a.png", Png(400, 300, 40));
        using var second = await SendAsync(owner, address, "b.png", Png(300, 400, 200));
        var images = (await second.JsonAsync()).GetProperty("images");
        var (one, two) = (images[0].GetProperty("id").GetString(), images[1].GetProperty("id").GetString());
        using var moved = await owner.SendJsonAsync(HttpMethod.Patch, $"{address}/{two}", new { alt = "A mug from above", position = 0 });
        var after = (await moved.JsonAsync()).GetProperty("images");
        using var removed = await owner.DeleteAsync($"{address}/{one}", Stop);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(400, images[0].GetProperty("width").GetInt32());
        Assert.Equal(two, after[0].GetProperty("id").GetString());
        Assert.Equal("A mug from above", after[0].GetProperty("alt").GetString());
        Assert.Equal(1, (await removed.JsonAsync()).GetProperty("images").GetArrayLength());
        using var shopper = app.Api("acme");
        Assert.NotEqual("", (await shopper.GetJsonAsync("/api/v1/shop/products/mug")).ToString());
    }

    [Theory]
    [InlineData("notes.png", "This is a text that calls itself a picture.")]
    [InlineData("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>alert(1)</script></svg>")]
    [InlineData("page.jpg", "<!doctype html><script>alert(1)</script>")]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called(string name, string content)
    {
        using var owner = app.Api("acme", Who.Owner);
        using var refused = await SendAsync(owner, $"/api/v1/store/products/{app.World["acme"].Shirt.Id}/images", name, Encoding.UTF8.GetBytes(content));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("not_a_picture", (await refused.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_picture_that_is_too_large_is_refused_with_its_name()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var refused = await SendAsync(owner, $"/api/v1/store/products/{app.World["acme"].Shirt.Id}/images", "huge.png", new byte[15_000_001]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("huge.png", await refused.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_product_takes_no_picture()
    {
        using var birch = app.Api("birch", Who.Owner);
        using var refused = await SendAsync(birch, $"/api/v1/store/products/{app.World["acme"].Mug.Id}/images", "a.png", Png(20, 20, 1));

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task The_page_shows_why_a_picture_was_refused()
    {
        using var owner = app.Dashboard("acme");
        using var refused = await SendAsync(owner, $"/store/products/{app.World["acme"].Shirt.Id}/images", "notes.png", "text"u8.ToArray());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("picture-files-error", await refused.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string address, string name, byte[] bytes)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { file, "files", name } };
        return await client.PostAsync(address, form, Stop);
    }

    private static byte[] Png(int width, int height, int grey)
    {
        using var picture = Image.Black(width, height) + grey;
        return picture.Cast(Enums.BandFormat.Uchar).PngsaveBuffer();
    }
}
