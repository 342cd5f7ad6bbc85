using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

/// <summary>A product that is there gains and loses variants and options.</summary>
public sealed class ProductVariantsTests(OrionApp app) : IClassFixture<OrionApp>
{
    private const string Products = "/api/v1/store/products";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_variant_that_is_added_is_in_the_shop_at_once_and_one_that_is_taken_out_is_gone()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var shopper = app.Api("acme");
        var product = await MakeAsync(owner, "Kettle");
        var address = Address(product);
        using var added = await owner.SendJsonAsync(HttpMethod.Patch, address, new
        {
            variants = new[] { new { options = new Dictionary<string, string> { ["Size"] = "XL" }, sku = "K-XL", price = new { amount = "31.00" }, stock = 2 } }
        });
        var now = await added.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal(["S", "M", "XL"], Values(now, 0));
        Assert.Equal(["S", "M", "XL"], Sizes((await shopper.GetJsonAsync("/api/v1/shop/products/kettle")).GetProperty("variants")));
        using var removed = await owner.DeleteAsync($"{address}/variants/{Variant(now, 0)}", Stop);
        Assert.Equal(["M", "XL"], Values(await removed.JsonAsync(), 0));
        Assert.Equal(["M", "XL"], Sizes((await shopper.GetJsonAsync("/api/v1/shop/products/kettle")).GetProperty("variants")));
        using var again = await owner.DeleteAsync($"{address}/variants/{Variant(now, 0)}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Taking_out_what_was_sold_and_counted_leaves_orders_carts_and_movements_as_they_are()
    {
        using var owner = app.Api("birch", Who.Owner);
        using var shopper = app.Api("birch");
        var product = await MakeAsync(owner, "Relic");
        var variant = Variant(product, 0);
        var cart = (await (await shopper.PostJsonAsync("/api/v1/shop/carts", new { })).JsonAsync()).GetProperty("token").GetString();
        using var put = await shopper.PostJsonAsync($"/api/v1/shop/carts/{cart}/items", new { variantId = variant, quantity = 1 });
        Assert.True(put.IsSuccessStatusCode);
        var movements = await MovementsAsync(variant);
        using var removed = await owner.DeleteAsync($"{Address(product)}/variants/{variant}", Stop);

        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Equal("1", movements);
        Assert.Equal(movements, await MovementsAsync(variant));
        using var still = await shopper.GetAsync($"/api/v1/shop/carts/{cart}", Stop);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.Equal("1", await TestDatabase.AskAsync(app.Database.Admin, $"select count(*)::text from product_variants where id = '{variant}' and removed_at is not null"));
    }

    [Fact]
    public async Task The_last_variant_stays()
    {
        using var owner = app.Api("acme", Who.Owner);
        var product = await MakeAsync(owner, "Lonely");
        using var first = await owner.DeleteAsync($"{Address(product)}/variants/{Variant(product, 0)}", Stop);
        using var last = await owner.DeleteAsync($"{Address(product)}/variants/{Variant(product, 1)}", Stop);
        using var patched = await owner.SendJsonAsync(HttpMethod.Patch, Address(product), new { variants = new[] { new { id = Variant(product, 1), removed = true } } });

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, last.StatusCode);
        Assert.Equal("last_variant", (await last.JsonAsync()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, patched.StatusCode);
        Assert.True((await patched.JsonAsync()).GetProperty("errors").TryGetProperty("variants[0].removed", out _));
    }

    [Fact]
    public async Task Options_and_values_are_renamed_added_and_taken_out()
    {
        using var owner = app.Api("acme", Who.Owner);
        var product = await MakeAsync(owner, "Teapot");
        var renamed = await ChangeAsync(owner, product, new
        {
            options = new object[]
            {
                new { was = "Size", name = "Volume", values = new[] { new { was = "S", name = "M" }, new { was = "M", name = "S" } } },
                new { name = "Glaze", add = "Ash\nInk" }
            }
        });
        Assert.Equal(["M", "S"], Values(renamed, 0));
        Assert.Equal(["Ash", "Ink"], Values(renamed, 1));
        Assert.Equal(4, renamed.GetProperty("variants").GetArrayLength());
        Assert.Equal(Variant(product, 0), Variant(renamed, 0));
        Assert.Equal("""{"Volume":"M","Glaze":"Ash"}""", renamed.GetProperty("variants")[0].GetProperty("options").GetRawText());
        Assert.Equal(0, renamed.GetProperty("variants")[1].GetProperty("stock").GetInt32());
        Assert.Equal("10.00", renamed.GetProperty("variants")[1].GetProperty("price").GetProperty("amount").GetString());

        using var ambiguous = await owner.SendJsonAsync(HttpMethod.Patch, Address(product), new { options = new[] { new { was = "Glaze", removed = true } } });
        Assert.True((await ambiguous.JsonAsync()).GetProperty("errors").TryGetProperty("options[0].removed", out _));
        var fewer = await ChangeAsync(owner, product, new { options = new[] { new { was = "Glaze", values = new[] { new { was = "Ink", removed = true } } } } });
        Assert.Equal(2, fewer.GetProperty("variants").GetArrayLength());
        var plain = await ChangeAsync(owner, product, new { options = new[] { new { was = "Glaze", removed = true } } });
        Assert.Equal(1, plain.GetProperty("options").GetArrayLength());
        Assert.Equal(Variant(product, 0), Variant(plain, 0));
    }

    [Theory]
    [InlineData("""{"variants":[{"options":{"Size":"L"}}]}""", "variants[0].price.amount")]
    [InlineData("""{"variants":[{"options":{"Size":"S"},"price":{"amount":"1"}}]}""", "variants[0].options")]
    [InlineData("""{"variants":[{"price":{"amount":"1"}}]}""", "variants[0].options")]
    [InlineData("""{"variants":[{"values":[""],"price":{"amount":"1"}}]}""", "variants[0].values[0]")]
    [InlineData("""{"variants":[{"options":{"Size":"L","Colour":"Red"},"price":{"amount":"1"}}]}""", "variants[0].options")]
    [InlineData("""{"variants":[{"removed":true}]}""", "variants[0].id")]
    [InlineData("""{"variants":[{"id":"01890000-0000-7000-8000-000000000000"}]}""", "variants[0].id")]
    [InlineData("""{"variants":[null]}""", "variants[0]")]
    [InlineData("""{"options":[null]}""", "options[0]")]
    [InlineData("""{"options":[{"was":"Weight","name":"W"}]}""", "options[0].was")]
    [InlineData("""{"options":[{"was":"Size","name":" "}]}""", "options[0].name")]
    [InlineData("""{"options":[{"name":"size","add":"A"}]}""", "options[0].name")]
    [InlineData("""{"options":[{"name":"Glaze"}]}""", "options[0].add")]
    [InlineData("""{"options":[{"was":"Size","values":[{"was":"S","name":"M"}]}]}""", "options[0].values[0].name")]
    [InlineData("""{"options":[{"was":"Size","values":[{"was":"XXL","name":"M"}]}]}""", "options[0].values[0].was")]
    [InlineData("""{"options":[{"was":"Size","values":[{"was":"S","name":""}]}]}""", "options[0].values[0].name")]
    [InlineData("""{"options":[{"was":"Size","values":[{"was":"S","removed":true},{"was":"M","removed":true}]}]}""", "options[0].values[1].removed")]
    [InlineData("""{"options":[{"was":"Size","add":"S"}]}""", "options[0].add")]
    [InlineData("""{"options":[{"name":"A","add":"1"},{"name":"B","add":"1"},{"name":"C","add":"1"}]}""", "options[2].name")]
    public async Task What_can_not_be_is_said_at_its_field_and_nothing_changes(string body, string field)
    {
        using var owner = app.Api("acme", Who.Owner);
        var product = await MakeAsync(owner, "Refused");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var refused = await owner.PatchAsync(Address(product), content, Stop);
        var problem = await refused.TextAsync();

        Assert.True(refused.StatusCode == HttpStatusCode.UnprocessableEntity, problem);
        Assert.True(JsonDocument.Parse(problem).RootElement.GetProperty("errors").TryGetProperty(field, out _), problem);
        Assert.Equal(product.GetRawText(), (await owner.GetJsonAsync(Address(product))).GetRawText());
    }

    [Fact]
    public async Task More_than_500_combinations_are_refused()
    {
        using var owner = app.Api("acme", Who.Owner);
        var product = await MakeAsync(owner, "Many");
        using var refused = await owner.SendJsonAsync(HttpMethod.Patch, Address(product), new
        {
            options = new[] { new { name = "Number", add = string.Join('\n', Enumerable.Range(1, 251)) } }
        });
        Assert.True((await refused.JsonAsync()).GetProperty("errors").TryGetProperty("options[0].add", out _));
    }

    private static async Task<JsonElement> ChangeAsync(HttpClient owner, JsonElement product, object change)
    {
        using var changed = await owner.SendJsonAsync(HttpMethod.Patch, Address(product), change);
        Assert.True(changed.IsSuccessStatusCode, await changed.TextAsync());
        return await changed.JsonAsync();
    }

    private static async Task<JsonElement> MakeAsync(HttpClient owner, string name)
    {
        using var made = await owner.PostJsonAsync(Products, new
        {
            name,
            status = "active",
            variants = new[]
            {
                new { options = new Dictionary<string, string> { ["Size"] = "S" }, price = new { amount = "10.00" }, stock = 5 },
                new { options = new Dictionary<string, string> { ["Size"] = "M" }, price = new { amount = "12.00" }, stock = 5 }
            }
        });
        var product = await made.JsonAsync();
        return await owner.GetJsonAsync(Address(product));
    }

    private static string Address(JsonElement product) => $"{Products}/{product.GetProperty("id").GetString()}";

    private static string Variant(JsonElement product, int row) => product.GetProperty("variants")[row].GetProperty("id").GetString()!;

    private static string[] Values(JsonElement product, int option) =>
        [.. product.GetProperty("options")[option].GetProperty("values").EnumerateArray().Select(v => v.GetString()!)];

    private static string[] Sizes(JsonElement variants) =>
        [.. variants.EnumerateArray().Select(v => v.GetProperty("options").GetProperty("Size").GetString()!)];

    private Task<string> MovementsAsync(string variant) =>
        TestDatabase.AskAsync(app.Database.Admin, $"select count(*)::text from stock_movements where variant_id = '{variant}'");
}
