using System.Globalization;
using Orion.Framework.Currencies;

namespace Orion.Tests.Framework.Currencies;

public sealed class NumberInputTests
{
    [Theory]
    [InlineData("12.50", "12.5")]
    [InlineData("12,50", "12.5")]
    [InlineData(" 1.234,50 ", "1234.5")]
    [InlineData("1,234.50", "1234.5")]
    [InlineData("1 234,50", "1234.5")]
    [InlineData("1\u202F234,50", "1234.5")]
    [InlineData("1\u00A0234", "1234")]
    [InlineData("1'234.50", "1234.5")]
    [InlineData("1’234’567.50", "1234567.5")]
    [InlineData("12,34,567.50", "1234567.5")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("0,125", "0.125")]
    [InlineData("1234.567", "1234.567")]
    [InlineData("١٢٫٥٠", "12.5")]
    [InlineData("۱۲٬۳۴۵٫۵۰", "12345.5")]
    [InlineData("１２．５０", "12.5")]
    [InlineData("-4", "-4")]
    [InlineData("\u200E\u22124", "-4")]
    [InlineData(".5", "0.5")]
    public void What_can_be_read_in_one_way_is_read_so(string text, string number)
    {
        var read = NumberInput.Read(text);

        Assert.True(read.IsClear, text);
        Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), read.Value);
    }

    [Theory]
    [InlineData("1.250", "1250", "1.25")]
    [InlineData("1,200", "1200", "1.2")]
    [InlineData("-12,345", "-12345", "-12.345")]
    public void What_can_be_read_in_two_ways_is_no_number_but_two(string text, string grouped, string decimals)
    {
        var read = NumberInput.Read(text);

        Assert.True(read.IsAmbiguous);
        Assert.False(read.IsClear);
        Assert.Equal($"“{text}” can be read as {grouped} or as {decimals}", read.Readings(text));
    }

    [Fact]
    public void A_point_before_the_three_decimals_of_a_currency_is_as_Orion_writes_it()
    {
        Assert.Equal(new NumberInput(1.25m, null), NumberInput.Read("1.250", decimals: 3));
        Assert.True(NumberInput.Read("1,250", decimals: 3).IsAmbiguous);
        Assert.Equal(new NumberInput(1.25m, null), NumberInput.Read("1,250", 3, CultureInfo.GetCultureInfo("de-DE")));
        Assert.True(NumberInput.Read("1.250", 3, CultureInfo.GetCultureInfo("de-DE")).IsAmbiguous);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("4.00638E+12")]
    [InlineData("1,234,56.7")]
    [InlineData("99999999999999999999999999999999999999999")]
    [InlineData("many")]
    [InlineData("12.5.0")]
    [InlineData("1,23,4")]
    [InlineData("12,3456,7")]
    [InlineData("0,123,456")]
    [InlineData("1.234.56")]
    [InlineData("1e5")]
    [InlineData("--4")]
    [InlineData("12 50")]
    [InlineData(".")]
    public void What_is_no_number_is_none(string? text)
    {
        var read = NumberInput.Read(text);

        Assert.False(read.IsClear);
        Assert.False(read.IsAmbiguous);
    }

    [Fact]
    public void What_a_field_shows_reads_as_itself_in_every_culture_and_with_a_point()
    {
        List<string> wrong = [];
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
            foreach (var currency in new[] { "JPY", "EUR", "KWD" })
                foreach (var amount in new long[] { 0, 1, 5, 125, 1_250, 12_345, 1_250_000, 123_456_789, Money.Most })
                {
                    var (money, exponent) = (new Money(amount, currency), Currency.ExponentOf(currency));
                    var shown = money.ToFieldText(culture);
                    var read = NumberInput.Read(shown, exponent, culture);
                    if (!read.IsClear || read.Value * Currency.ScaleOf(currency) != amount) wrong.Add($"{culture.Name} {currency} {shown}");
                    var pointed = NumberInput.Read(money.ToDecimalString(), exponent, culture);
                    // With three decimals a point may group elsewhere: then it is said, never guessed.
                    if (pointed.IsClear ? pointed.Value * Currency.ScaleOf(currency) != amount : exponent != 3) wrong.Add($"{culture.Name} {currency} {money.ToDecimalString()}");
                }

        Assert.Empty(wrong);
    }

    [Fact]
    public void What_the_shop_shows_can_be_typed_in_every_culture()
    {
        List<string> wrong = [];
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
        {
            var shown = 1_234_567.25m.ToString("N2", new NumberFormatInfo
            {
                NumberDecimalSeparator = culture.NumberFormat.CurrencyDecimalSeparator,
                NumberGroupSeparator = culture.NumberFormat.CurrencyGroupSeparator,
                NumberGroupSizes = culture.NumberFormat.CurrencyGroupSizes
            });
            if (NumberInput.Read(shown, 2, culture) is not { IsClear: true, Value: 1_234_567.25m }) wrong.Add($"{culture.Name} {shown}");
        }

        Assert.Empty(wrong);
    }
}
