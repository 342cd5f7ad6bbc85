using System.Net;
using System.Net.Http.Headers;
using NetVips;
using Orion.Tests.Features.Catalog.Import;
using Orion.Tests.Features.Orders;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

/// <summary>A product that moves to another address leaves its old one, and nothing else of it changes.</summary>
public sealed class ChangedSlugTests(OrionApp app) : IClassFixture<OrionApp>
{
    private const string Old = "moving-mug";
    private const string New = "moved-mug";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_but_the_old_address_breaks()
    {
        var shop = app.World["acme"];
        await File().ImportAsync(app, "acme");
        var product = Guid.Parse(await AskAsync($"select id from products where handle = '{Old}'"));
        var variant = Guid.Parse(await AskAsync($"select id from product_variants where product_id = '{product}'"));
        using var owner = app.Api("acme", Who.Owner);
        using var pictured = await PictureAsync(owner, product);
        var picture = (await pictured.JsonAsync()).GetProperty("images")[0].GetProperty("url").GetString()!;
        using var buyer = new Buyer(app.Api("acme"));
        var cart = await buyer.CartAsync((variant, 2));
        var (_, order) = await buyer.OrderAsync(await buyer.CartAsync((variant, 1)));
        using var shopper = app.Shop("acme");
        (await shopper.PostFormAsync("/cart/items", ("variantId", $"{variant}"), ("quantity", "1"))).Dispose();
        var shelf = await AskAsync($"select c.slug from categories c join product_categories p on p.category_id = c.id where p.product_id = '{product}'");
        string[] listings = ["/", "/products", $"/categories/{shelf}", "/products?q=moving"];
        // Read once, so that whatever is kept in memory holds the old address.
        foreach (var listing in listings) await shopper.GetPageAsync(listing);
        await shopper.GetPageAsync($"/products/{Old}");

        using var changed = await owner.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/products/{product}", new { slug = New });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        foreach (var gone in new[] { $"/products/{Old}", $"/products/{Old}?variant={variant}", $"/api/v1/shop/products/{Old}" })
            using (var answer = await shopper.GetAsync(gone, Stop)) Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using (var fragment = await shopper.GetFragmentAsync($"/products/{Old}")) Assert.Equal(HttpStatusCode.NotFound, fragment.StatusCode);
        Assert.Equal($"{product}", (await buyer.Api.GetJsonAsync($"/api/v1/shop/products/{New}")).GetProperty("id").GetString());
        foreach (var page in (string[])[.. listings, $"/products/{New}", $"/products/{New}?variant={variant}", "/cart", "/checkout"])
        {
            var html = (await shopper.GetPageAsync(page)).DocumentElement.OuterHtml;
            if (page != "/checkout") Assert.Contains($"/products/{New}", html, StringComparison.Ordinal);
            Assert.DoesNotContain($"/products/{Old}", html, StringComparison.Ordinal);
        }

        Assert.Contains(picture, (await shopper.GetPageAsync($"/products/{New}")).DocumentElement.OuterHtml.Replace("&amp;", "&", StringComparison.Ordinal), StringComparison.Ordinal);
        using (var file = await shopper.GetAsync(picture, Stop)) Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        var line = Assert.Single((await buyer.ShowAsync(cart)).GetProperty("items").EnumerateArray());
        Assert.Equal($"{variant} {New} 2", $"{line.Text("variantId")} {line.Text("slug")} {line.GetProperty("quantity")}");
        Assert.Equal(HttpStatusCode.Created, (await buyer.OrderAsync(cart)).Status);
        using (var shown = await shopper.GetAsync($"/orders/{order.Text("token")}", Stop)) Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        using var dashboard = app.Dashboard("acme");
        foreach (var page in new[] { $"/store/orders/{order.Number()}", $"/store/products/{product}", "/store/products?q=moving" })
            Assert.Contains("MOVING-MUG", (await dashboard.GetPageAsync(page)).DocumentElement.TextContent, StringComparison.Ordinal);

        var again = await File("12.00").ImportAsync(app, "acme");
        Assert.Equal("0 created, 1 updated, 0 unchanged", again.Line("products"));
        Assert.Equal($"{product} {New} {variant} 1200 1", await AskAsync(
            $"""
             select concat_ws(' ', p.id, p.slug, v.id, v.price_amount, (select count(*) from product_images i where i.product_id = p.id))
             from products p join product_variants v on v.product_id = p.id where p.handle = '{Old}' and p.store_id = '{shop.Id}'
             """));
    }

    [Fact]
    public async Task The_form_says_what_breaks()
    {
        using var owner = app.Dashboard("acme");
        var page = await owner.GetPageAsync($"/store/products/{app.World["acme"].Mug.Id}");

        Assert.Equal(
            "If you change it, links to the old address stop working, also in search engines. Carts, orders and imports aren't affected.",
            page.QuerySelector("#field-slug-hint")!.TextContent);
    }

    private static Sheet File(string price = "10.00") => new Sheet().Product(Old, price, ("Type", "Moving things"));

    private static async Task<HttpResponseMessage> PictureAsync(HttpClient owner, Guid product)
    {
        using var picture = Image.Black(80, 60).Cast(Enums.BandFormat.Uchar);
        using var file = new ByteArrayContent(picture.PngsaveBuffer());
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { file, "files", "a.png" } };
        return await owner.PostAsync($"/api/v1/store/products/{product}/images", form, Stop);
    }

    private Task<string> AskAsync(string sql) => TestDatabase.AskAsync(app.Database.Admin, sql);
}
