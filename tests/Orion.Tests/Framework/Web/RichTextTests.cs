using System.Net;
using System.Text.RegularExpressions;
using Orion.Framework.Web;

namespace Orion.Tests.Framework.Web;

public sealed partial class RichTextTests
{
    [Theory]
    [InlineData("Fits wrists <M; larger on request")]
    [InlineData("I <3 this cup")]
    [InlineData("a < b and b > a")]
    [InlineData("<foo@bar.com>")]
    [InlineData("Write to <jane.doe@example.test> or <https://example.test/x>")]
    [InlineData("x<y>z")]
    [InlineData("x<y>z</y>")]
    [InlineData("List<string> or </nothing>")]
    [InlineData("Sizes <S or <B without an end")]
    [InlineData("<!important and <?what>")]
    [InlineData("<!-- never closed")]
    [InlineData("<")]
    [InlineData("a<")]
    [InlineData("<p without an end")]
    [InlineData("<a title=\"never closed>")]
    [InlineData("<scr")]
    [InlineData("2 <= 3 <> 4")]
    [InlineData("<script:x>")]
    public void What_is_no_tag_is_text(string text)
    {
        var alone = RichText.From(text);
        Assert.Equal(text, Shown(alone));
        Assert.Equal(text, RichText.ToEditable(alone));
        Assert.Equal(alone, RichText.From(RichText.ToEditable(alone)));
        Assert.Equal($"Before {text} after", Shown(RichText.From($"<p>Before {text} <b>after</b></p>")));
    }

    [Fact]
    public void What_a_word_processor_leaves_behind_is_no_text()
    {
        Assert.Equal("<p>kept</p>", RichText.From("<p class=MsoNormal>kept<o:p></o:p></p>"));
        Assert.Equal("<p>kept</p>", RichText.From("<!--StartFragment--><![if !supportLists]><p>kept</p><!--[if gte mso 9]><xml>gone</xml><![endif]-->"));
    }

    [Theory]
    [InlineData("&#0;")]
    [InlineData("&#xFFFD;")]
    [InlineData("&#xD83D;")]
    [InlineData("&#1;&#11;&#x7f;&#x9d;")]
    public void References_to_what_no_form_takes_are_left_out(string reference)
    {
        foreach (var body in new[] { $"a{reference}b", $"<p>a{reference}b</p>" })
            Assert.DoesNotMatch(Unstorable(), RichText.From(body));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<span><p>")]
    [InlineData("<div></x>")]
    [InlineData("<div></p>")]
    public void Depth_ends_nothing(string opening)
    {
        var html = string.Concat(Enumerable.Repeat(opening, 40_000)) + "words";
        Assert.Contains("words", RichText.From(html), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("line<br>", "<br>", 3_500)]
    [InlineData("<li>item", "<li>", 3_500)]
    [InlineData("<p>words", "<p>", 3_500)]
    [InlineData("<b>x</b>", "<b>", 3_500)]
    public void Length_is_no_depth(string part, string kept, int times)
    {
        var html = RichText.From((part.StartsWith("<li>", StringComparison.Ordinal) ? "<ul>" : "") + string.Concat(Enumerable.Repeat(part, times)));
        Assert.Equal(times, html.Split(kept).Length - 1);
    }

    [Fact]
    public void Many_brackets_that_are_no_tags_stay_text() =>
        Assert.Equal(5_000, RichText.From("<p>" + string.Concat(Enumerable.Repeat("a < b ", 5_000)) + "</p>").Split("a &lt; b").Length - 1);

    [Theory]
    [InlineData("<b>", "<a ='<a ' ", "<>")]
    [InlineData("<b>", "<!-- ", ">")]
    [InlineData("", "<a title=\"", "'>")]
    [InlineData("<b></b>", "<p <p ='<p '", "")]
    public void Beginnings_without_an_end_are_not_looked_through_again_and_again(string before, string part, string after)
    {
        var text = before + string.Concat(Enumerable.Repeat(part, 20_000)) + after;
        var reader = new TagSoup.Reader(text);
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1)) reader.EndOfMarkup(at);
        Assert.InRange(reader.CharactersRead, 0, (18L * text.Length) + 4_096);
        Assert.NotEmpty(RichText.From(text));
    }

    [Fact]
    public void Whatever_is_written_nothing_is_lost_but_markup()
    {
        var random = new Random(20_17);
        string[] parts = ["<", ">", "</", "<M", "<s", "<b>", "</b>", "<p>", "</p>", "=\"", "\"", "'", "x", " ", "3", "<a href=", "<!--", "-->", "&lt;", "&", "<y>", "\n"];
        for (var i = 0; i < 4_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => parts[random.Next(parts.Length)])) + "tail";
            var html = RichText.From(text);
            Assert.DoesNotMatch(Foreign(), html);
            // What stands outside of every tag is never swallowed by one that isn't closed.
            if (!text.Contains('>', StringComparison.Ordinal)) Assert.EndsWith("tail", Shown(html).TrimEnd(), StringComparison.Ordinal);
            Assert.Equal(Words(html), Words(RichText.From(RichText.ToEditable(html))));
        }
    }

    private static string Words(string html) => string.Concat(Shown(html).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shown(string html) => WebUtility.HtmlDecode(Tag().Replace(html, "")).Trim();

    [GeneratedRegex("</?[a-z][^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(?!/?(p|br|b|a|s)\\b)")]
    private static partial Regex Foreign();

    [GeneratedRegex("[\\x00-\\x1F\\x7F-\\x9F\\uFFFD]")]
    private static partial Regex Unstorable();
}
