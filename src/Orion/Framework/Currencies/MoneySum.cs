using System.Globalization;

namespace Orion.Framework.Currencies;

/// <summary>
/// What many amounts add up to, such as the sales of a fortnight. Wider than <see cref="Money"/>: orders that each fit a bigint
/// don't fit one together.
/// </summary>
/// <param name="Amount">Minor units; whole.</param>
/// <param name="Currency">ISO 4217 code.</param>
public readonly record struct MoneySum(decimal Amount, string Currency)
{
    /// <summary>The sum as people of a culture write it, as <see cref="Money.Format"/> does.</summary>
    public string Format(CultureInfo culture) =>
        (Amount / Currencies.Currency.ScaleOf(Currency)).ToString("C", MoneyFormats.For(culture, Currency));
}
