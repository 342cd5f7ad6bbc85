using System.Globalization;
using System.Text.Json;
using CsCheck;
using Orion.Framework.Currencies;
using Orion.Framework.Web;

namespace Orion.Tests.Framework.Currencies;

public sealed class MoneyTests
{
    private static readonly string[] Known = ["USD", "EUR", "JPY", "KRW", "KWD", "TND"];

    private static readonly Gen<Money> Amounts = Gen.Select(
        Gen.Long[0, Money.Most], Gen.Int[0, 5].Select(i => Known[i]), (amount, currency) => new Money(amount, currency));

    [Fact]
    public void What_is_written_is_read_back() => Amounts.Sample(money =>
        Money.TryParse(money.ToDecimalString(), money.Currency, out var read) && read == money);

    [Fact]
    public void Json_gives_back_the_same_money() => Amounts.Sample(money =>
        JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money, JsonSettings.Options), JsonSettings.Options) == money);

    [Fact]
    public void A_text_has_as_many_decimals_as_its_currency() => Amounts.Sample(money =>
        money.ToDecimalString().Split('.').ElementAtOrDefault(1)?.Length.ToString(CultureInfo.InvariantCulture)
            == (Currency.ExponentOf(money.Currency) is var e and > 0 ? e.ToString(CultureInfo.InvariantCulture) : null));

    [Fact]
    public void A_rate_is_rounded_half_up_to_the_minor_unit() => Gen.Select(Amounts, Gen.Int[0, 10_000]).Sample((money, rate) =>
    {
        var exact = money.Amount * (rate / 10_000m);
        return Math.Abs(money.Times(rate / 10_000m).Amount - exact) <= 0.5m;
    });

    [Theory]
    [InlineData("0.005", "USD")]
    [InlineData("1.5", "JPY")]
    [InlineData("1.2345", "KWD")]
    [InlineData("-1", "USD")]
    [InlineData("+1", "USD")]
    [InlineData("1,000", "USD")]
    [InlineData("1e3", "USD")]
    [InlineData("", "USD")]
    [InlineData("NaN", "USD")]
    [InlineData("999999999999999999", "USD")]
    [InlineData("99999999999999999999999999999", "USD")]
    public void What_is_no_amount_is_refused(string text, string currency) => Assert.False(Money.TryParse(text, currency, out _));

    [Fact]
    public void Different_currencies_are_never_reckoned_together() =>
        Assert.Throws<InvalidOperationException>(() => new Money(1, "USD") + new Money(1, "EUR"));

    [Fact]
    public void Too_much_throws() => Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "USD") + new Money(1, "USD"));
}
