using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Web;

/// <summary>What can't be read is refused with a sentence, by the door that it came through; nothing of it is a fault of ours.</summary>
public sealed class BadInputTests(BadInputTests.Listening app) : IClassFixture<BadInputTests.Listening>
{
    private const string Products = "/api/v1/store/products";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("\"text\"", 400)]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}", 400)]
    [InlineData("{\"name\":\"a\",\"Name\":\"b\"}", 400)]
    [InlineData("{\"name\":\"a\"} {}", 400)]
    [InlineData("{\"name\":\"\\ud800\"}", 400, 422)]
    [InlineData("{\"name\":\"a\\u0000b\"}", 422)]
    [InlineData("{\"name\":\"a\\ufffdb\"}", 422)]
    [InlineData("{\"name\":\"a\\ufffeb\"}", 422)]
    [InlineData("{\"name\":5}", 422)]
    [InlineData("{\"name\":{}}", 422)]
    [InlineData("{\"name\":\"a\",\"variants\":[null]}", 422)]
    [InlineData("{\"name\":\"a\",\"variants\":{}}", 422)]
    [InlineData("{\"name\":\"a\",\"variants\":[{\"stock\":\"3\"}]}", 422)]
    [InlineData("{\"name\":\"a\",\"variants\":[{\"stock\":1e99}]}", 422)]
    [InlineData("{\"name\":\"a\",\"variants\":[{\"price\":{\"amount\":\"-1\"}}]}", 422)]
    [InlineData("{\"name\":\"a\",\"status\":\"sold\"}", 422)]
    public async Task Json_that_does_not_fit_is_refused(string body, params int[] statuses)
    {
        using var owner = app.Api("acme", Who.Owner);
        using var response = await owner.PostAsync(Products, new StringContent(body, Encoding.UTF8, "application/json"), Stop);
        Assert.Contains((int)response.StatusCode, statuses);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.JsonAsync();
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.True(problem.GetProperty("title").GetString()!.Length > 10);
    }

    [Fact]
    public async Task Of_many_unknown_members_fifty_are_named()
    {
        using var owner = app.Api("acme", Who.Owner);
        var body = "{\"name\":\"a\"," + string.Join(',', Enumerable.Range(0, 80_000).Select(n => $"\"x{n}\":1")) + "}";
        using var response = await owner.PostAsync(Products, new StringContent(body, Encoding.UTF8, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var errors = (await response.JsonAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ToList();
        Assert.Equal("x0", errors[0]);
        Assert.Equal(50, errors.Count);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        using var owner = app.Api("acme", Who.Owner);
        Assert.Equal(400, await StatusAsync(owner, Content([.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8], "application/json")));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_kind_of_content_is_415(string? type)
    {
        using var owner = app.Api("acme", Who.Owner);
        Assert.Equal(415, await StatusAsync(owner, Content("{\"name\":\"a\"}"u8.ToArray(), type)));
    }

    [Fact]
    public async Task A_huge_body_is_413()
    {
        using var owner = app.Api("acme", Who.Owner);
        Assert.Equal(413, await StatusAsync(owner, Content(new byte[2_000_000], "application/json")));
    }

    [Fact]
    public async Task Deep_nesting_is_400()
    {
        using var owner = app.Api("acme", Who.Owner);
        Assert.Equal(400, await StatusAsync(owner, Content(Encoding.UTF8.GetBytes(new string('[', 5000)), "application/json")));
    }

    [Theory]
    [InlineData("variants[1].sku=a", 400)]
    [InlineData("variants[-1].sku=a", 400)]
    [InlineData("variants[999999].sku=a", 400)]
    [InlineData("variants[x].sku=a", 400)]
    [InlineData("name=a&name.b=c", 400)]
    [InlineData("name=%ff%fe", 400)]
    [InlineData("=a", 400)]
    [InlineData("[=a", 400)]
    [InlineData("name[=a", 400)]
    [InlineData("a.b.c.d.e.f.g.h.i.j=a", 400)]
    [InlineData("name=a%00b", 400)]
    [InlineData("stock=abc", 422)]
    public async Task A_form_that_does_not_fit_is_refused(string body, int status)
    {
        using var owner = app.Dashboard("acme");
        Assert.Equal(status, await StatusAsync(owner, Content(Encoding.ASCII.GetBytes(body), "application/x-www-form-urlencoded"), "/store/products"));
    }

    [Fact]
    public async Task Five_thousand_fields_are_400()
    {
        using var owner = app.Dashboard("acme");
        var body = string.Join('&', Enumerable.Range(0, 5_000).Select(i => $"field{i}=a"));
        Assert.Equal(400, await StatusAsync(owner, Content(Encoding.ASCII.GetBytes(body), "application/x-www-form-urlencoded"), "/store/products"));
    }

    [Fact]
    public async Task A_broken_multipart_form_is_400()
    {
        using var owner = app.Dashboard("acme");
        Assert.Equal(400, await StatusAsync(owner, Content("--x\r\nnothing"u8.ToArray(), "multipart/form-data; boundary=x"), "/store/products"));
    }

    [Theory]
    [InlineData("/api/v1/shop/products?limit=abc")]
    [InlineData("/api/v1/shop/products?cursor=%00")]
    [InlineData("/api/v1/shop/products?q=%ff")]
    public async Task An_address_that_cannot_be_read_is_a_clear_4xx(string path)
    {
        using var shopper = app.Api("acme");
        using var response = await shopper.GetAsync(path, Stop);
        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_path_with_a_null_byte_is_turned_away_by_the_server_itself()
    {
        using var shopper = app.Api("acme");
        using var response = await shopper.GetAsync("/api/v1/shop/products/%00", Stop);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("head")]
    [InlineData("trace")]
    public async Task Only_a_form_s_own_methods_override(string method)
    {
        using var owner = app.Dashboard("acme");
        using var response = await owner.PostFormAsync($"/store/products/{app.World["acme"].Mug.Id}?_method={method}", ("name", "Other"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task A_method_that_is_named_twice_is_refused()
    {
        using var owner = app.Dashboard("acme");
        using var response = await owner.PostFormAsync(
            $"/store/products/{app.World["acme"].Mug.Id}?_method=patch&_method=delete", ("name", "Other"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("{\"nmae\":\"x\"}", "nmae", "This field isn't known here.")]
    [InlineData("{\"Name\":\"x\"}", "Name", "This field isn't known here.")]
    [InlineData("{\"price\":\"12.50\"}", "price", "This field isn't known here.")]
    [InlineData("{\"name\":5}", "name", "Send this as text, in quotes: \"5\".")]
    [InlineData("{\"name\":true}", "name", "Send this as text, in quotes.")]
    [InlineData("{\"name\":[]}", "name", "Send a text.")]
    [InlineData("{\"status\":\"sold\"}", "status", "Choose one of: draft, active, archived.")]
    public async Task Json_that_a_product_does_not_know_is_named_with_what_to_send(string body, string field, string message)
    {
        using var owner = app.Api("acme", Who.Owner);
        using var response = await owner.PatchAsync(
            $"{Products}/{app.World["acme"].Mug.Id}", new StringContent(body, Encoding.UTF8, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var errors = (await response.JsonAsync()).GetProperty("errors");
        Assert.Equal(message, errors.GetProperty(field)[0].GetString());
    }

    [Fact]
    public async Task A_member_that_is_not_known_is_named_with_its_place()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var response = await owner.PostAsync(
            Products, new StringContent("{\"name\":\"a\",\"variants\":[{\"prcie\":\"1.00\"}]}", Encoding.UTF8, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.True((await response.JsonAsync()).GetProperty("errors").TryGetProperty("variants[0].prcie", out _));
    }

    [Fact]
    public async Task A_field_that_stands_twice_in_a_form_is_refused()
    {
        using var owner = app.Dashboard("acme");
        Assert.Equal(400, await StatusAsync(owner, Content("name=a&name=b"u8.ToArray(), "application/x-www-form-urlencoded"), "/store/products"));
    }

    [Theory]
    [InlineData("/api/v1/store/products")]
    [InlineData("/api/v1/store/orders")]
    [InlineData("/api/v1/store/audit")]
    [InlineData("/api/v1/shop/products")]
    public async Task Every_list_has_the_same_bounds_and_refuses_what_is_no_cursor(string list)
    {
        using var owner = app.Api("acme", list.Contains("/shop/", StringComparison.Ordinal) ? Who.Nobody : Who.Owner);
        foreach (var (query, status) in ((string, int)[])[("?limit=1", 200), ("?limit=250", 200), ("?limit=0", 422), ("?limit=251", 422), ("?limit=-1", 422), ("?cursor=none", 422)])
        {
            using var response = await owner.GetAsync(list + query, Stop);
            Assert.Equal((query, status), (query, (int)response.StatusCode));
        }
    }

    private static ByteArrayContent Content(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static async Task<int> StatusAsync(HttpClient client, HttpContent content, string path = Products)
    {
        using var response = await client.PostAsync(path, content, Stop);
        return (int)response.StatusCode;
    }

    /// <summary>On a real port: limits of bodies are Kestrel's.</summary>
    public sealed class Listening(Server server) : OrionApp(server, new AppOptions { Kestrel = true });
}
