using System.Globalization;
using System.Text;
using Orion.Framework.Text;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Text;

public sealed class TextLimitTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What a careless cut breaks: a pair, a family of joined people, marks on a letter, a flag, conjoined Korean, a line's end.</summary>
    private static readonly string[] Clusters =
        ["a", "字", "😀", "👩‍👩‍👧‍👦", "e\u0301", "n\u0303\u0323", "🇩🇪", "\u1112\u1161\u11ab", "\r\n", "👍🏽", "नी"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Whatever_is_cut_wherever_ends_after_a_whole_character()
    {
        foreach (var last in Clusters)
            for (var before = 0; before < 14; before++)
                for (var limit = 0; limit < 16; limit++)
                    foreach (var ending in new[] { "", "…", "..." })
                    {
                        if (ending.Length > limit) continue;
                        var text = new string('x', before) + last + last + "tail of the text";
                        var cut = TextLimit.Shorten(text, limit, ending);
                        Assert.True(cut.Length <= limit, $"{cut.Length} of {limit}");
                        Assert.True(Strict.GetByteCount(cut) >= 0);
                        Assert.EndsWith(ending, cut, StringComparison.Ordinal);
                        var kept = cut[..^ending.Length];
                        Assert.StartsWith(kept, text, StringComparison.Ordinal);
                        // Only a first character that is longer than the limit may be cut.
                        Assert.True(
                            StringInfo.ParseCombiningCharacters(text).Contains(kept.Length) || (before == 0 && kept.Length < last.Length),
                            $"{before} x, then {last}, cut to {limit}");
                    }
    }

    [Theory]
    [InlineData("", 0, "")]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "longe")]
    [InlineData("😀", 1, "")]
    [InlineData("a😀", 2, "a")]
    [InlineData("a😀", 3, "a😀")]
    public void Text_that_fits_stays_and_other_text_is_cut(string text, int limit, string expected) =>
        Assert.Equal(expected, TextLimit.Shorten(text, limit));

    [Fact]
    public void One_character_longer_than_the_limit_is_cut_between_code_points()
    {
        var tower = "e" + string.Concat(Enumerable.Repeat("\u0301", 5_000));
        Assert.Equal(tower[..200], TextLimit.Shorten(tower, 200));
        var family = string.Join('\u200d', Enumerable.Repeat("👩", 200));
        var cut = TextLimit.Shorten(family, 100);
        Assert.InRange(cut.Length, 98, 100);
        Assert.True(Strict.GetByteCount(cut) > 0);
    }

    [Fact]
    public void Half_a_pair_becomes_a_replacement_character_however_short_the_text_is()
    {
        Assert.Equal("a\uFFFDb", TextLimit.Shorten("a\ud83db", 200));
        Assert.Equal("\uFFFD\uFFFD", TextLimit.Shorten("\ude00\ud83d", 200));
        Assert.Equal("\uFFFD😀", TextLimit.Shorten("\ude00😀tail", 3));
    }

    [Theory]
    [InlineData(198)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(253)]
    public async Task A_product_whose_name_the_log_must_shorten_is_changed_and_deleted(int letters)
    {
        using var owner = app.Api("acme", Who.Owner);
        var name = new string('a', letters) + "😀";
        using var made = await owner.PostJsonAsync("/api/v1/store/products", new { name, variants = new[] { new { price = new { amount = "1", currency = "USD" } } } });
        Assert.Equal("Created", $"{made.StatusCode}");
        var id = (await made.JsonAsync()).GetProperty("id").GetGuid();
        using var changed = await owner.SendJsonAsync(HttpMethod.Patch, $"/api/v1/store/products/{id}", new { name = "b" + name[1..] });
        Assert.True(changed.IsSuccessStatusCode, $"{changed.StatusCode}");
        using var deleted = await owner.DeleteAsync($"/api/v1/store/products/{id}", Stop);
        Assert.True(deleted.IsSuccessStatusCode, $"{deleted.StatusCode}");
    }

    [Theory]
    [InlineData(299, "😀")]
    [InlineData(298, "👩‍👩‍👧‍👦")]
    [InlineData(300, "\u0301")]
    public async Task A_browser_may_call_itself_anything(int letters, string last)
    {
        using var browser = app.Dashboard("acme", Who.Nobody);
        browser.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", new string('a', letters) + last);
        using var signedIn = await browser.PostFormAsync("/store/login", ("email", "owner@acme.test"), ("password", World.Password));
        Assert.Equal("SeeOther", $"{signedIn.StatusCode}");
    }
}
