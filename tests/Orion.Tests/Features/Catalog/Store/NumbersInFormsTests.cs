using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

/// <summary>Forms read numbers as the store's language writes them; JSON takes a point.</summary>
public sealed class NumbersInFormsTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("12,50", "12.50")]
    [InlineData("13.50", "13.50")]
    [InlineData("1.234,50", "1234.50")]
    [InlineData("1 234,75", "1234.75")]
    public async Task A_German_store_takes_the_price_that_its_shop_shows(string typed, string stored)
    {
        var mug = app.World["birch"].Mug;
        using var owner = app.Dashboard("birch");
        using var saved = await owner.PostFormAsync($"/store/products/{mug.Id}?_method=patch", ("variants[0].id", $"{mug.Variant}"), ("variants[0].price.amount", typed));
        using var cell = await owner.SendFragmentAsync(HttpMethod.Patch, $"/store/products/{mug.Id}/variants/{mug.Variant}?cell=price",
            ("variants[0].id", $"{mug.Variant}"), ("variants[0].price.amount", typed));

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal(HttpStatusCode.OK, cell.StatusCode);
        Assert.Equal(stored, (await VariantAsync("birch", mug.Id)).GetProperty("price").GetProperty("amount").GetString());
        Assert.Contains($"value=\"{stored.Replace('.', ',')}\"", await cell.TextAsync(), StringComparison.Ordinal);
        Assert.Contains($"value=\"{stored.Replace('.', ',')}\"", await (await owner.GetAsync($"/store/products/{mug.Id}", Stop)).TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme", "price.amount", "1,250", "1250 or as 1.25")]
    [InlineData("acme", "stock", "1,200", "1200 or as 1.2")]
    [InlineData("birch", "price.amount", "1.250", "1250 or as 1,25")]
    [InlineData("birch", "stock", "1.200", "1200 or as 1,2")]
    [InlineData("cedar", "price.amount", "1,250", "1250 or as 1.25")]
    public async Task A_number_that_can_be_read_in_two_ways_is_refused_with_both(string store, string field, string typed, string readings)
    {
        var mug = app.World[store].Mug;
        using var owner = app.Dashboard(store);
        var before = (await VariantAsync(store, mug.Id)).GetRawText();
        using var refused = await owner.PostFormAsync($"/store/products/{mug.Id}?_method=patch", ("variants[0].id", $"{mug.Variant}"), ($"variants[0].{field}", typed));
        using var made = await owner.PostFormAsync("/store/products", ("name", "Ambiguous"), ("price.amount", field == "stock" ? "5" : typed), ("stock", field == "stock" ? typed : "5"));
        var page = WebUtility.HtmlDecode(await refused.TextAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, made.StatusCode);
        Assert.Contains(readings, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", page, StringComparison.Ordinal);
        Assert.Contains(readings, WebUtility.HtmlDecode(await made.TextAsync()), StringComparison.Ordinal);
        Assert.Equal(before, (await VariantAsync(store, mug.Id)).GetRawText());
    }

    [Theory]
    [InlineData("acme", "12.50", "12.50")]
    [InlineData("birch", "12,50", "12.50")]
    [InlineData("cedar", "1250", "1250")]
    public async Task The_example_of_an_amount_is_written_as_it_may_be_typed(string store, string inForm, string inJson)
    {
        var mug = app.World[store].Mug;
        using var owner = app.Dashboard(store);
        using var api = app.Api(store, Who.Owner);
        using var page = await owner.PostFormAsync($"/store/products/{mug.Id}?_method=patch", ("variants[0].id", $"{mug.Variant}"), ("variants[0].price.amount", "dear"));
        using var made = await owner.PostFormAsync("/store/products", ("name", "Dear"), ("price.amount", "dear"));
        using var cell = await owner.SendFragmentAsync(HttpMethod.Patch, $"/store/products/{mug.Id}/variants/{mug.Variant}?cell=price",
            ("variants[0].id", $"{mug.Variant}"), ("variants[0].price.amount", "dear"));
        using var json = await api.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/products/{mug.Id}/variants/{mug.Variant}", new { price = new { amount = "dear" } });

        foreach (var shown in new[] { page, made, cell }) Assert.Contains($"Enter an amount such as {inForm}.", await shown.TextAsync(), StringComparison.Ordinal);
        Assert.Contains($"Enter an amount such as {inJson}.", await json.TextAsync(), StringComparison.Ordinal);
        using var taken = await owner.PostFormAsync($"/store/products/{mug.Id}?_method=patch", ("variants[0].id", $"{mug.Variant}"), ("variants[0].price.amount", inForm));
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
    }

    [Fact]
    public async Task JSON_takes_a_point_only()
    {
        var mug = app.World["birch"].Mug;
        using var api = app.Api("birch", Who.Owner);
        using var comma = await api.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/products/{mug.Id}/variants/{mug.Variant}", new { price = new { amount = "12,50" } });
        using var point = await api.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/products/{mug.Id}/variants/{mug.Variant}", new { price = new { amount = "1.250" } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, comma.StatusCode);
        Assert.Equal(HttpStatusCode.OK, point.StatusCode);
        Assert.Equal("1.25", (await VariantAsync("birch", mug.Id)).GetProperty("price").GetProperty("amount").GetString());
    }

    [Fact]
    public async Task An_emptied_stock_is_not_counted_any_more_and_a_number_counts_it_again()
    {
        var mug = app.World["acme"].Mug;
        using var owner = app.Dashboard("acme");
        var address = $"/store/products/{mug.Id}/variants/{mug.Variant}?cell=stock";
        var shown = (await VariantAsync("acme", mug.Id)).GetProperty("stock").GetRawText();
        using var emptied = await owner.SendFragmentAsync(HttpMethod.Patch, address,
            ("variants[0].id", $"{mug.Variant}"), ("variants[0].stock", ""), ("variants[0].shownStock", shown));
        var uncounted = (await VariantAsync("acme", mug.Id)).GetProperty("stock").ValueKind;
        using var again = await owner.PostFormAsync($"/store/products/{mug.Id}?_method=patch",
            ("variants[0].id", $"{mug.Variant}"), ("variants[0].stock", "7"), ("variants[0].shownStock", ""));
        var counted = (await VariantAsync("acme", mug.Id)).GetProperty("stock").GetInt32();
        using var api = app.Api("acme", Who.Owner);
        using var left = await api.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/products/{mug.Id}/variants/{mug.Variant}", new { sku = "LEFT" });
        var kept = (await VariantAsync("acme", mug.Id)).GetProperty("stock").GetInt32();
        using var nulled = await api.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/products/{mug.Id}/variants/{mug.Variant}", new { stock = (int?)null });

        Assert.Equal(HttpStatusCode.OK, emptied.StatusCode);
        Assert.Equal(JsonValueKind.Null, uncounted);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal((7, 7), (counted, kept));
        Assert.Equal(HttpStatusCode.OK, nulled.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await VariantAsync("acme", mug.Id)).GetProperty("stock").ValueKind);
    }

    [Fact]
    public async Task A_comma_is_part_of_an_options_value()
    {
        using var owner = app.Dashboard("birch");
        using var made = await owner.PostFormAsync("/store/products",
            ("name", "Cable"), ("price.amount", "9,90"), ("choices[0].name", "Length"), ("choices[0].values", "1,5 m\r\n2,5 m\r\n\r\n1,5 m"));
        var id = made.Headers.Location!.ToString().Split('/')[^1];
        using var grown = await owner.PostFormAsync($"/store/products/{id}?_method=patch", ("options[0].was", "Length"), ("options[0].add", "Red, matte; 3 m"));
        using var api = app.Api("birch", Who.Owner);
        var product = await api.GetJsonAsync($"/api/v1/store/products/{id}");

        Assert.Equal(HttpStatusCode.SeeOther, grown.StatusCode);
        Assert.Equal(["1,5 m", "2,5 m", "Red, matte; 3 m"],
            product.GetProperty("options")[0].GetProperty("values").EnumerateArray().Select(v => v.GetString()));
    }

    private async Task<JsonElement> VariantAsync(string store, Guid product)
    {
        using var api = app.Api(store, Who.Owner);
        return (await api.GetJsonAsync($"/api/v1/store/products/{product}")).GetProperty("variants")[0];
    }
}
