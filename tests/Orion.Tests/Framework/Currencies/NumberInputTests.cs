using Orion.Framework.Currencies;

namespace Orion.Tests.Framework.Currencies;

public sealed class NumberInputTests
{
    [Theory]
    [InlineData("12", 12)]
    [InlineData("12.5", 12.5)]
    [InlineData("12,50", 12.5)]
    [InlineData(" 12,50 ", 12.5)]
    [InlineData(".5", 0.5)]
    [InlineData("-,5", -0.5)]
    [InlineData("+7", 7)]
    [InlineData("12.", 12)]
    [InlineData("0,125", 0.125)]
    [InlineData("1234.567", 1234.567)]
    [InlineData("1.234,50", 1234.5)]
    [InlineData("1,234.50", 1234.5)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("1 234,5", 1234.5)]
    [InlineData("1\u00a0234", 1234)]
    [InlineData("1\u202f234\u202f567,25", 1234567.25)]
    [InlineData("1’234.50", 1234.5)]
    [InlineData("-1,234,567", -1234567)]
    public void A_number_is_read_with_a_point_or_a_comma(string text, double number) => Assert.Equal(new NumberInput((decimal)number, null), NumberInput.Read(text));

    [Theory]
    [InlineData("1.250", 1250, 1.25)]
    [InlineData("1,200", 1200, 1.2)]
    [InlineData("-12,345", -12345, -12.345)]
    [InlineData("999.999", 999999, 999.999)]
    public void What_can_be_read_in_two_ways_is_both(string text, double grouped, double plain)
    {
        var read = NumberInput.Read(text);
        Assert.Equal(new NumberInput((decimal)grouped, (decimal)plain), read);
        Assert.False(read.IsClear);
    }

    [Fact]
    public void A_point_before_the_three_decimals_of_a_currency_is_as_Orion_writes_it()
    {
        Assert.Equal(new NumberInput(1.25m, null), NumberInput.Read("1.250", decimals: 3));
        Assert.True(NumberInput.Read("1,250", decimals: 3).IsAmbiguous);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ten")]
    [InlineData("1.2.3")]
    [InlineData("1,23,456")]
    [InlineData("1.234.56")]
    [InlineData("1,234,56.7")]
    [InlineData("1E+3")]
    [InlineData("4.00638E+12")]
    [InlineData("--1")]
    [InlineData("٣")]
    [InlineData("1 23")]
    [InlineData(".")]
    [InlineData("99999999999999999999999999999999999999999")]
    public void What_is_no_number_is_none(string? text) => Assert.False(NumberInput.Read(text).IsClear);
}
