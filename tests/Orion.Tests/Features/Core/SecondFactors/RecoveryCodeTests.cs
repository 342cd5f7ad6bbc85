using Orion.Features.Core.SecondFactors;

namespace Orion.Tests.Features.Core.SecondFactors;

public sealed class RecoveryCodeTests
{
    [Fact]
    public void A_set_has_ten_different_codes_of_fifty_bits()
    {
        var texts = RecoveryCode.MakeTexts();
        Assert.Equal(10, texts.Distinct().Count());
        Assert.All(texts, t => Assert.Matches("^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$", t));
    }

    [Theory]
    [InlineData("7kq2m-x04wd", "7kq2mx04wd")]
    [InlineData(" 7KQ2M X04WD ", "7kq2mx04wd")]
    [InlineData("7kq2mxO4wd", "7kq2mx04wd")]
    [InlineData("Lkq2m-xi4wd", "1kq2mx14wd")]
    [InlineData("7kq2m-x04w", null)]
    [InlineData("7kq2m-x04wu", null)]
    [InlineData("123456", null)]
    [InlineData(null, null)]
    public void It_is_read_however_it_was_written_down(string? typed, string? read) => Assert.Equal(read, RecoveryCode.Read(typed));

    [Fact]
    public void The_same_code_has_another_hash_in_another_set()
    {
        var set = Guid.CreateVersion7();
        Assert.Equal(RecoveryCode.HashOf(set, "7kq2m-x04wd"), RecoveryCode.HashOf(set, "7KQ2MX04WD"));
        Assert.NotEqual(RecoveryCode.HashOf(set, "7kq2m-x04wd"), RecoveryCode.HashOf(Guid.CreateVersion7(), "7kq2m-x04wd"));
        Assert.Equal(32, RecoveryCode.HashOf(set, "7kq2m-x04wd").Length);
    }
}
