using System.Net;
using Orion.Features.Catalog;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

public sealed class FreeSlugsTests(OrionApp app) : IClassFixture<OrionApp>
{
    private const string Products = "/api/v1/store/products";

    [Theory]
    [InlineData("Tea bowl")]
    [InlineData("茶碗")]
    [InlineData("A name that is so very long that its address has to be cut, and then once more when a number comes behind it, for there are several")]
    public async Task Products_of_one_name_made_at_once_each_get_an_address_of_their_own(string name)
    {
        using var owner = app.Api("acme", Who.Owner);
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var answer = await owner.PostJsonAsync(Products, new { name, variants = new[] { new { price = new { amount = "5.00" } } } });
            return (answer.StatusCode, Slug: answer.IsSuccessStatusCode ? (await answer.JsonAsync()).GetProperty("slug").GetString()! : await answer.TextAsync());
        }));

        Assert.All(made, m => Assert.True(m.StatusCode == HttpStatusCode.Created, m.Slug));
        Assert.Equal(8, made.Select(m => m.Slug).Distinct().Count());
        Assert.All(made, m => Assert.True(m.Slug.Length <= Product.LongestSlug));
    }

    [Fact]
    public async Task An_address_that_was_typed_is_never_changed_for_another()
    {
        using var owner = app.Api("acme", Who.Owner);
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var answer = await owner.PostJsonAsync(Products, new { name = $"Jug {i}", slug = "the-jug", variants = new[] { new { price = new { amount = "5.00" } } } });
            return answer.StatusCode;
        }));

        Assert.Single(made, HttpStatusCode.Created);
        Assert.Equal(3, made.Count(s => s == HttpStatusCode.Conflict));
    }

    [Fact]
    public void Names_in_other_scripts_have_addresses_of_their_own()
    {
        string[] names = ["茶碗", "湯呑み", "чашка", "كوب", "😀", "---"];

        Assert.Equal(names.Length, names.Select(Product.SlugFrom).Distinct().Count());
        Assert.All(names, n => Assert.Matches("^product-[0-9a-f]{12}$", Product.SlugFrom(n)));
        Assert.Equal(Product.SlugFrom("茶碗"), Product.SlugFrom("茶碗"));
    }
}
