using System.Text;
using Orion.Features.Core.SecondFactors;

namespace Orion.Tests.Features.Core.SecondFactors;

public sealed class AuthenticatorAppTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory] // RFC 6238, appendix B, SHA-1, the last six of its eight digits.
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void It_knows_the_codes_of_the_standard(long seconds, string code) =>
        Assert.Equal(seconds / 30, AuthenticatorApp.StepOf(Secret, code, DateTimeOffset.FromUnixTimeSeconds(seconds), after: 0));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_clock_may_be_one_step_off_and_no_more(int off, bool isGood) => Assert.Equal(
        isGood, AuthenticatorApp.StepOf(Secret, "005924", DateTimeOffset.FromUnixTimeSeconds(1234567890 + off), after: 0) is not null);

    [Fact]
    public void A_step_that_was_used_and_those_before_it_are_over()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        const long Step = 1234567890 / 30;
        Assert.Null(AuthenticatorApp.StepOf(Secret, "005924", now, after: Step));
        Assert.Null(AuthenticatorApp.StepOf(Secret, "005924", now, after: Step + 1));
        Assert.Equal(Step, AuthenticatorApp.StepOf(Secret, "005924", now, after: Step - 1));
    }

    [Theory]
    [InlineData("005 924", "005924")]
    [InlineData(" 005924 ", "005924")]
    [InlineData("00592", null)]
    [InlineData("0059244", null)]
    [InlineData("00592a", null)]
    [InlineData("٠٠٥٩٢٤", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Six_digits_are_a_code_however_they_are_spaced(string? typed, string? read) => Assert.Equal(read, AuthenticatorApp.Read(typed));

    [Fact]
    public void A_secret_has_160_bits_and_reads_the_same_in_text_and_address()
    {
        var secret = AuthenticatorApp.MakeSecret();
        Assert.Equal(20, secret.Length);
        Assert.NotEqual(secret, AuthenticatorApp.MakeSecret());
        var text = AuthenticatorApp.TextOf(secret);
        Assert.Matches("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$", text);
        var address = AuthenticatorApp.AddressOf(secret, "Harbour & Co", "ada+x@harbour.test");
        Assert.StartsWith("otpauth://totp/Harbour%20%26%20Co:ada%2Bx%40harbour.test?secret=" + text.Replace(" ", "", StringComparison.Ordinal), address, StringComparison.Ordinal);
        Assert.Contains("&issuer=Harbour%20%26%20Co&", address, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_picture_has_finders_and_a_quiet_zone()
    {
        var picture = QrPicture.Of(AuthenticatorApp.AddressOf(Secret, "Orion", "ada@harbour.test"));
        Assert.InRange(picture.Size, 29, 80);
        Assert.StartsWith("M4 4h7v1h-7z", picture.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("M0 ", picture.Path, StringComparison.Ordinal);
    }
}
