using Orion.Framework.Web.Shell;

namespace Orion.Tests.Framework.Web.Shell;

/// <summary>A wordmark stands inside every page, so nothing but shapes may come through.</summary>
public sealed class PlainSvgTests
{
    private const string Open = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">";

    [Fact]
    public void Shapes_keep_their_paint_and_get_a_name()
    {
        var svg = PlainSvg.Read(Open + "<path d=\"M0 0h9\" stroke=\"currentColor\"/></svg>", "Acme & Sons");
        Assert.Equal("<svg viewBox=\"0 0 10 10\" role=\"img\" aria-label=\"Acme &amp; Sons\"><path d=\"M0 0h9\" stroke=\"currentColor\" /></svg>", svg);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<a href=\"javascript:alert(1)\"><path d=\"M0 0\"/></a>")]
    [InlineData("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>")]
    [InlineData("<image href=\"https://elsewhere.test/x.png\"/>")]
    public void What_acts_links_or_loads_does_not_come_through(string inner) =>
        Assert.Equal("<svg viewBox=\"0 0 10 10\" role=\"img\" aria-label=\"Acme\" />", PlainSvg.Read(Open + inner + "</svg>", "Acme"));

    [Fact]
    public void Attributes_that_act_do_not_come_through() => Assert.Equal(
        "<svg viewBox=\"0 0 10 10\" role=\"img\" aria-label=\"Acme\"><path /></svg>",
        PlainSvg.Read(Open + "<path onload=\"x()\" style=\"fill:red\" id=\"main\" fill=\"url(#x)\"/></svg>", "Acme"));

    [Theory]
    [InlineData("")]
    [InlineData("no drawing")]
    [InlineData("<html/>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY x \"y\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">&x;</svg>")]
    public void What_is_no_drawing_is_none(string text) => Assert.Null(PlainSvg.Read(text, "Acme"));
}
