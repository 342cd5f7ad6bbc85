using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

/// <summary>Several people change one product in the same moment.</summary>
public sealed class EditingAtOnceTests(OrionApp app) : IClassFixture<OrionApp>
{
    private const int Crowd = 8;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_saves_from_one_version_one_wins_and_the_others_are_told()
    {
        using var owner = app.Api("acme", Who.Owner);
        var address = $"/api/v1/store/products/{app.World["acme"].Shirt.Id}";
        var version = (await owner.GetJsonAsync(address)).GetProperty("version").GetString();
        var saves = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(async i =>
        {
            using var saved = await owner.SendJsonAsync(HttpMethod.Patch, address, new { version, name = $"Name {i}" });
            return (saved.StatusCode, Code: (await saved.JsonAsync()).TryGetProperty("code", out var code) ? code.GetString() : $"Name {i}");
        }));

        var winner = Assert.Single(saves, s => s.StatusCode == HttpStatusCode.OK);
        Assert.All(saves.Where(s => s != winner), s => Assert.Equal((HttpStatusCode.Conflict, "changed_meanwhile"), s));
        Assert.Equal(winner.Code, (await owner.GetJsonAsync(address)).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Without_a_version_they_follow_one_another_and_nothing_is_lost()
    {
        using var owner = app.Api("acme", Who.Owner);
        var address = $"/api/v1/store/products/{app.World["acme"].Mug.Id}";
        using var optioned = await owner.SendJsonAsync(HttpMethod.Patch, address, new { options = new[] { new { name = "Number", add = "0" } } });
        Assert.Equal(HttpStatusCode.OK, optioned.StatusCode);
        var added = await Task.WhenAll(Enumerable.Range(1, Crowd).Select(async i =>
        {
            using var saved = await owner.SendJsonAsync(HttpMethod.Patch, address, new
            {
                variants = new[] { new { options = new Dictionary<string, string> { ["Number"] = $"{i}" }, price = new { amount = "5.00" }, stock = i } }
            });
            return saved.StatusCode;
        }));

        Assert.All(added, s => Assert.Equal(HttpStatusCode.OK, s));
        Assert.Equal(Crowd + 1, (await owner.GetJsonAsync(address)).GetProperty("variants").GetArrayLength());
        using var shopper = app.Api("acme");
        Assert.Equal(Crowd + 1, (await shopper.GetJsonAsync("/api/v1/shop/products/mug")).GetProperty("variants").GetArrayLength());
    }

    [Fact]
    public async Task If_Match_is_honoured_and_the_answer_names_the_version()
    {
        using var owner = app.Api("cedar", Who.Owner);
        var address = $"/api/v1/store/products/{app.World["cedar"].Shirt.Id}";
        using var shown = await owner.GetAsync(address, Stop);
        var tag = shown.Headers.ETag!.ToString();
        using var first = await owner.SendJsonAsync(HttpMethod.Patch, address, new { summary = "First." }, ("If-Match", tag));
        using var stale = await owner.SendJsonAsync(HttpMethod.Patch, address, new { summary = "Second." }, ("If-Match", tag));
        using var next = await owner.SendJsonAsync(HttpMethod.Patch, address, new { summary = "Third." }, ("If-Match", first.Headers.ETag!.ToString()));
        using var any = await owner.SendJsonAsync(HttpMethod.Patch, address, new { summary = "Fourth." }, ("If-Match", "*"));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("changed_meanwhile", (await stale.JsonAsync()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
    }

    [Fact]
    public async Task Pictures_that_come_at_once_all_stay_each_at_a_place_of_its_own()
    {
        using var owner = app.Api("birch", Who.Owner);
        var product = app.World["birch"].Mug.Id;
        var address = $"/api/v1/store/products/{product}";
        var before = (await owner.GetJsonAsync(address)).GetProperty("images").GetArrayLength();
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var form = Picture();
            using var answer = await owner.PostAsync($"{address}/images", form, Stop);
            return answer.StatusCode;
        }));

        Assert.All(sent, s => Assert.Equal(HttpStatusCode.OK, s));
        Assert.Equal(before + 4, (await owner.GetJsonAsync(address)).GetProperty("images").GetArrayLength());
        Assert.Equal("0", await TestDatabase.AskAsync(app.Database.Admin,
            $"select (count(*) - count(distinct position))::text from product_images where product_id = '{product}'"));
        Assert.Equal($"{before + 4}", await TestDatabase.AskAsync(app.Database.Admin,
            $"select jsonb_array_length(content -> 'images')::text from product_documents where id = '{product}'"));
    }

    [Fact]
    public async Task What_is_deleted_while_it_is_changed_is_gone_and_nothing_fails()
    {
        using var owner = app.Api("birch", Who.Owner);
        var address = $"/api/v1/store/products/{app.World["birch"].Shirt.Id}";
        var changes = Enumerable.Range(0, Crowd).Select(i => owner.SendJsonAsync(HttpMethod.Patch, address, new { name = $"Name {i}" }));
        var answers = await Task.WhenAll(changes.Append(owner.DeleteAsync(address, Stop)));

        Assert.Equal(HttpStatusCode.NoContent, answers[^1].StatusCode);
        Assert.All(answers[..^1], a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{a.StatusCode}"));
        using var gone = await owner.GetAsync(address, Stop);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var shopper = app.Api("birch");
        using var notSold = await shopper.GetAsync("/api/v1/shop/products/shirt", Stop);
        Assert.Equal(HttpStatusCode.NotFound, notSold.StatusCode);
        foreach (var answer in answers) answer.Dispose();
    }

    private static MultipartFormDataContent Picture()
    {
        var file = new ByteArrayContent(Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="));
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new MultipartFormDataContent { { file, "files", "thing.png" } };
    }
}
