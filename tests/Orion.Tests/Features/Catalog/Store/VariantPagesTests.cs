using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Catalog.Store;

/// <summary>The editor of variants and options, without JavaScript and with htmx.</summary>
public sealed partial class VariantPagesTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_row_of_the_table_adds_a_variant_and_an_empty_one_adds_none()
    {
        using var owner = app.Dashboard("acme");
        var shirt = app.World["acme"].Shirt;
        var rows = shirt.Variants.Count;
        (string, string)[] table = [.. shirt.Variants.Select((v, i) => ($"variants[{i}].id", $"{v}"))];
        using var none = await owner.PostFormAsync($"/store/products/{shirt.Id}?_method=patch",
            [.. table, ($"variants[{rows}].values[0]", ""), ($"variants[{rows}].sku", ""), ($"variants[{rows}].price.amount", ""), ($"variants[{rows}].stock", "")]);
        using var one = await owner.PostFormAsync($"/store/products/{shirt.Id}?_method=patch",
            [.. table, ($"variants[{rows}].values[0]", "XXL"), ($"variants[{rows}].sku", "S-XXL"), ($"variants[{rows}].price.amount", "29.00"), ($"variants[{rows}].stock", "4")]);
        using var twin = await owner.PostFormAsync($"/store/products/{shirt.Id}?_method=patch",
            ("variants[0].values[0]", "XXL"), ("variants[0].sku", "TYPED-TWICE"), ("variants[0].price.amount", "29.00"));
        var page = await twin.TextAsync();

        Assert.Equal(HttpStatusCode.SeeOther, none.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, one.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twin.StatusCode);
        Assert.Contains($"{rows + 1} variants by size", page, StringComparison.Ordinal);
        Assert.Contains("TYPED-TWICE", page, StringComparison.Ordinal);
        Assert.Contains("new-variant-0-error", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variant_is_taken_out_after_a_question_on_a_page_of_its_own()
    {
        using var owner = app.Dashboard("birch");
        var shirt = app.World["birch"].Shirt;
        var address = $"/store/products/{shirt.Id}/variants/{shirt.Variants[0]}";
        var page = await owner.GetStringAsync($"/store/products/{shirt.Id}", Stop);
        var question = await owner.GetStringAsync(address + "/removal", Stop);
        using var removed = await owner.PostFormAsync(address + "?_method=delete");
        using var gone = await owner.GetAsync(address + "/removal", Stop);

        Assert.Contains($"href=\"{address}/removal\"", page, StringComparison.Ordinal);
        Assert.Contains("Orders that hold it keep it", question, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Options_are_changed_in_a_form_and_a_refused_one_is_open_again_with_what_was_typed()
    {
        using var owner = app.Dashboard("cedar");
        var shirt = app.World["cedar"].Shirt;
        var value = (await ShirtAsync("cedar")).GetProperty("options")[0].GetProperty("values")[0].GetString()!;
        using var refused = await owner.PostFormAsync($"/store/products/{shirt.Id}?_method=patch",
            ("options[0].was", "Size"), ("options[0].name", "Cut"), ("options[0].values[0].was", value), ("options[0].values[0].name", ""),
            ("options[0].add", ""), ("options[1].name", "Cloth"), ("options[1].add", ""));
        var page = await refused.TextAsync();
        using var saved = await owner.PostFormAsync($"/store/products/{shirt.Id}?_method=patch",
            ("options[0].was", "Size"), ("options[0].name", "Cut"), ("options[0].values[0].was", value), ("options[0].values[0].name", "Slim"),
            ("options[0].add", ""), ("options[1].name", ""), ("options[1].add", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Matches("<details[^>]* open", page);
        Assert.Contains("value=\"Cloth\"", page, StringComparison.Ordinal);
        Assert.Contains("option-0-0-error", page, StringComparison.Ordinal);
        Assert.Contains("field-options-1-add-error", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        var option = (await ShirtAsync("cedar")).GetProperty("options")[0];
        Assert.Equal("Cut", option.GetProperty("name").GetString());
        Assert.Equal("Slim", option.GetProperty("values")[0].GetString());
    }

    [Fact]
    public async Task Who_saves_second_sees_both_and_can_save_again()
    {
        using var owner = app.Dashboard("acme");
        var mug = $"/store/products/{app.World["acme"].Mug.Id}";
        var version = Version().Match(await owner.GetStringAsync(mug, Stop)).Groups[1].Value;
        using var first = await owner.PostFormAsync(mug + "?_method=patch", ("version", version), ("name", "Their name"));
        using var second = await owner.PostFormAsync(mug + "?_method=patch", ("version", version), ("name", "My name"));
        var page = await second.TextAsync();
        using var again = await owner.PostFormAsync(mug + "?_method=patch", ("version", Version().Match(page).Groups[1].Value), ("name", "My name"));

        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("value=\"My name\"", page, StringComparison.Ordinal);
        Assert.Matches("Saved meanwhile:</span> Their name", page);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task A_cell_that_is_saved_takes_the_page_s_other_forms_along_unless_someone_else_saved_too()
    {
        using var owner = app.Dashboard("birch");
        var mug = app.World["birch"].Mug;
        var page = $"/store/products/{mug.Id}";
        var version = Version().Match(await owner.GetStringAsync(page, Stop)).Groups[1].Value;
        (string, string)[] cell = [("version", version), ("variants[0].id", $"{mug.Variant}"), ("variants[0].sku", "NEXT")];
        using var next = await owner.SendFragmentAsync(HttpMethod.Patch, $"{page}/variants/{mug.Variant}?cell=sku", cell);
        (string, string)[] later = [("version", version), ("variants[0].id", $"{mug.Variant}"), ("variants[0].sku", "LATER")];
        using var late = await owner.SendFragmentAsync(HttpMethod.Patch, $"{page}/variants/{mug.Variant}?cell=sku", later);
        var updated = Version().Match(await next.TextAsync()).Groups[1].Value;
        using var stale = await owner.PostFormAsync(page + "?_method=patch", ("version", updated), ("name", "From an old page"));

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.NotEqual(version, updated);
        Assert.DoesNotContain("version-details", await late.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    private async Task<JsonElement> ShirtAsync(string store)
    {
        using var api = app.Api(store, Who.Owner);
        return await api.GetJsonAsync($"/api/v1/store/products/{app.World[store].Shirt.Id}");
    }

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();
}
