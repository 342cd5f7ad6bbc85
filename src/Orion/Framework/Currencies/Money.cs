using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orion.Framework.Currencies;

/// <summary>An amount in minor units of a currency. Arithmetic is exact and overflow throws.</summary>
/// <param name="Amount">Minor units: cents, yen, fils.</param>
/// <param name="Currency">ISO 4217 code.</param>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money(long Amount, string Currency) : IComparable<Money>
{
    /// <summary>The largest amount that a price or total may have, in minor units; sums of many stay far from overflow.</summary>
    public const long Most = 100_000_000_000_00;

    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>An amount as an example of one: 12.50 euros, 1250 yen.</summary>
    public static Money ExampleIn(string currency) => Currencies.Currency.ExponentOf(currency) == 0
        ? new(1250, currency)
        : new(12 * Currencies.Currency.ScaleOf(currency) + Currencies.Currency.ScaleOf(currency) / 2, currency);

    /// <summary>
    /// Reads a decimal amount such as "12.50". False when it has more decimals than the currency, a sign, grouping, or more
    /// than <see cref="Most"/>.
    /// </summary>
    public static bool TryParse(string? text, string currency, out Money money)
    {
        money = Zero(currency);
        if (string.IsNullOrWhiteSpace(text) || text.Length > 20) return false;
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return false;
        var minor = amount * Currencies.Currency.ScaleOf(currency);
        if (minor != decimal.Truncate(minor) || minor > Most) return false;
        money = new Money((long)minor, currency);
        return true;
    }

    public static Money operator +(Money a, Money b) => new(checked(a.Amount + Same(a, b).Amount), a.Currency);

    public static Money operator -(Money a, Money b) => new(checked(a.Amount - Same(a, b).Amount), a.Currency);

    public static Money operator *(Money a, int times) => new(checked(a.Amount * times), a.Currency);

    public static bool operator <(Money a, Money b) => a.Amount < Same(a, b).Amount;

    public static bool operator >(Money a, Money b) => a.Amount > Same(a, b).Amount;

    public static bool operator <=(Money a, Money b) => a.Amount <= Same(a, b).Amount;

    public static bool operator >=(Money a, Money b) => a.Amount >= Same(a, b).Amount;

    public int CompareTo(Money other) => Amount.CompareTo(Same(this, other).Amount);

    /// <summary>This amount times a rate such as 0.0850, rounded half up (away from zero) to the minor unit.</summary>
    public Money Times(decimal rate) =>
        new((long)decimal.Round(Amount * rate, 0, MidpointRounding.AwayFromZero), Currency);

    /// <summary>The amount as a plain decimal: "12.50", "1200" for yen, "1.250" for dinars.</summary>
    public string ToDecimalString()
    {
        var exponent = Currencies.Currency.ExponentOf(Currency);
        return ((decimal)Amount / Currencies.Currency.ScaleOf(Currency)).ToString("F" + exponent, CultureInfo.InvariantCulture);
    }

    /// <summary>The amount as a field of a form holds it: without symbol and grouping, with the culture's own mark; reads as itself.</summary>
    public string ToFieldText(CultureInfo culture) =>
        NumberInput.Write((decimal)Amount / Currencies.Currency.ScaleOf(Currency), culture, Currencies.Currency.ExponentOf(Currency));

    /// <summary>The amount as people of a culture write it, with the currency's own symbol and decimals.</summary>
    public string Format(CultureInfo culture)
    {
        var format = MoneyFormats.For(culture, Currency);
        return ((decimal)Amount / Currencies.Currency.ScaleOf(Currency)).ToString("C", format);
    }

    public override string ToString() => $"{ToDecimalString()} {Currency}";

    private static Money Same(Money a, Money b) => a.Currency == b.Currency
        ? b
        : throw new InvalidOperationException($"{a.Currency} and {b.Currency} can't be reckoned together.");
}

/// <summary>Writes <c>{"amount":"12.50","currency":"EUR"}</c>. Reading goes through <c>MoneyInput</c>, which can refuse.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var currency = document.RootElement.GetProperty("currency").GetString() ?? "";
        return Money.TryParse(document.RootElement.GetProperty("amount").GetString(), currency, out var money)
            ? money
            : throw new JsonException("This is no amount of money.");
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToDecimalString());
        writer.WriteString("currency", value.Currency);
        writer.WriteEndObject();
    }
}
