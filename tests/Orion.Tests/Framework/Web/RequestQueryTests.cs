using System.Collections.Frozen;
using Orion.Framework.Web;

namespace Orion.Tests.Framework.Web;

public sealed class RequestQueryTests
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.Ordinal, "q", "sort");

    [Theory]
    [InlineData("?q=a+b%20c%2Bd", "a b c+d")]
    [InlineData("?q=%E8%8C%B6", "\u8336")]
    [InlineData("?q=\u8336", "\u8336")]
    [InlineData("?q=100%", "100%")]
    [InlineData("?q=%zz", "%zz")]
    [InlineData("?q=a=b;c", "a=b;c")]
    [InlineData("?%71=x", "x")]
    [InlineData("?q", "")]
    [InlineData("?&&q=&", "")]
    public void A_value_is_decoded_once(string query, string value)
    {
        Assert.True(RequestQuery.TryRead(query, out var read));
        Assert.Equal(value, read["q"]);
        Assert.Equal(value, read["Q"]);
    }

    [Theory]
    [InlineData("?Q=x")]
    [InlineData("?%51=x")]
    [InlineData("?q%20=x")]
    [InlineData("?=x")]
    public void Another_spelling_of_a_name_is_another_name(string query)
    {
        Assert.True(RequestQuery.TryRead(query, out var read));
        Assert.Equal(0, read["q"].Count);
        Assert.Equal("", read.KeyOf(Names));
    }

    [Theory]
    [InlineData("?q=%ff")]
    [InlineData("?q=%c3")]
    [InlineData("?utm=%ed%a0%80")]
    [InlineData("?q=%00")]
    [InlineData("?q=%EF%BF%BD")]
    [InlineData("?q=\ud800")]
    [InlineData("?q=%41\udc00")]
    public void What_is_no_text_is_refused(string query) => Assert.False(RequestQuery.TryRead(query, out _));

    [Fact]
    public void A_name_that_is_read_and_stands_twice_is_refused_and_others_are_not()
    {
        Assert.True(RequestQuery.TryRead("?q=a&q=a&utm=1&utm=2&sort=name", out var read));
        Assert.Equal("duplicate_parameter", Assert.Throws<InvalidInputException>(() => read["q"]).Refusal.Code);
        Assert.Equal(400, Assert.Throws<InvalidInputException>(() => read.TryGetValue("Q", out _)).Refusal.Status);
        Assert.Equal("name", read["sort"]);
        Assert.Null(read.KeyOf(Names));
    }

    [Fact]
    public void Spellings_that_mean_the_same_have_one_key_and_others_never_share_one()
    {
        Assert.Equal(Key("?q=a b&sort=name"), Key("?sort=%6Eame&utm=x&q=a+b"));
        Assert.NotEqual(Key("?q=a%26sort=name"), Key("?q=a&sort=name"));
        Assert.NotEqual(Key("?q="), Key("?"));
    }

    private static string Key(string query) => RequestQuery.TryRead(query, out var read) ? read.KeyOf(Names)! : "unread";
}
