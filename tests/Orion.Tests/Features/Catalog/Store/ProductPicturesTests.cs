using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NetVips;
using Orion.Features.Catalog;
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

    [Fact]
    public async Task Too_many_are_refused_before_the_first_is_decoded_and_leave_nothing()
    {
        using var owner = app.Api("birch", Who.Owner);
        var product = app.World["birch"].Shirt.Id;
        // Were the first of them looked at, it would be the one that is refused.
        var answer = await SendAllAsync(owner, product, [.. Enumerable.Range(0, Product.MostPictures + 1).Select(_ => "This is no picture."u8.ToArray())]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("at most 250 pictures", answer.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), await LeftAsync("birch", product));
    }

    [Fact]
    public async Task The_form_works_with_as_many_as_a_file_may_bring()
    {
        var product = app.World["acme"].Draft.Id;
        await TestDatabase.AskAsync(app.Database.Admin,
            $"""
             insert into product_images (store_id, id, product_id, key, width, height, alt, position, options, state)
             select store_id, gen_random_uuid(), id, repeat('a', 32), 40, 30, 'Picture ' || n, n, jsonb_build_object(), 'Ready'
             from products, generate_series(0, {Product.MostPictures - 2}) n where id = '{product}'
             """);
        using var owner = app.Dashboard("acme");
        var address = $"/store/products/{product}";
        using var added = await SendAsync(owner, address + "/images", "last.png", Png(40, 30, 9));
        using var oneMore = await SendAsync(owner, address + "/images", "more.png", Png(40, 30, 10));
        var cards = (await owner.GetPageAsync(address)).QuerySelectorAll("figure.picture");
        var toTheFront = cards[^1].QuerySelectorAll("form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().First(f => f.Sent() is [("position", "0")]);
        using var moved = await owner.PostFormAsync(toTheFront.Path(), toTheFront.Sent());
        using var described = await owner.PostFormAsync(toTheFront.Path(), ("alt", "The first"));

        Assert.Equal("SeeOther UnprocessableEntity SeeOther SeeOther", $"{added.StatusCode} {oneMore.StatusCode} {moved.StatusCode} {described.StatusCode}");
        Assert.Equal(Product.MostPictures, cards.Length);
        Assert.Equal($"The first, Picture 0, Picture 1 of {Product.MostPictures}", await TestDatabase.AskAsync(app.Database.Admin,
            $"select array_to_string((array_agg(alt order by position))[1:3], ', ') || ' of ' || count(*) from product_images where product_id = '{product}'"));
    }

    [Fact]
    public async Task When_one_of_several_is_refused_none_of_them_leaves_a_file_or_a_row()
    {
        using var owner = app.Api("birch", Who.Owner);
        var product = app.World["birch"].Shirt.Id;
        var before = await LeftAsync("birch", product);
        var answer = await SendAllAsync(owner, product, [Png(31, 31, 7), Png(32, 31, 7), "This is no picture."u8.ToArray(), Png(33, 31, 7), Png(34, 31, 7)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(before, await LeftAsync("birch", product));
    }

    private async Task<(int Files, int Rows)> LeftAsync(string store, Guid product)
    {
        var folder = Path.Combine(app.DataFolder, "files", app.World[store].Id.ToString("N"));
        var rows = await TestDatabase.AskAsync(app.Database.Admin, $"select count(*)::text from product_images where product_id = '{product}'");
        return (Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0, int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<(HttpStatusCode Status, string Text)> SendAllAsync(HttpClient client, Guid product, byte[][] pictures)
    {
        using var form = new MultipartFormDataContent();
        for (var i = 0; i < pictures.Length; i++)
        {
            var file = new ByteArrayContent(pictures[i]);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(file, "files", $"{i}.png");
        }

        using var answer = await client.PostAsync($"/api/v1/store/products/{product}/images", form, Stop);
        return (answer.StatusCode, await answer.TextAsync());
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
