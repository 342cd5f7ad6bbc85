using System.Collections.Concurrent;
using System.Globalization;

namespace Orion.Framework.Currencies;

/// <summary>Number formats by culture and currency, made once.</summary>
internal static class MoneyFormats
{
    private static readonly ConcurrentDictionary<(string Culture, string Currency), NumberFormatInfo> Made = new();

    public static NumberFormatInfo For(CultureInfo culture, string currency) =>
        Made.GetOrAdd((culture.Name, currency), static key =>
        {
            var culture = CultureInfo.GetCultureInfo(key.Culture);
            var format = (NumberFormatInfo)culture.NumberFormat.Clone();
            format.CurrencySymbol = SymbolOf(key.Currency, culture);
            format.CurrencyDecimalDigits = Currency.ExponentOf(key.Currency);
            return format;
        });

    /// <summary>The culture's own symbol for its own currency; the unambiguous narrow ones elsewhere; the code otherwise.</summary>
    private static string SymbolOf(string currency, CultureInfo culture)
    {
        if (!culture.IsNeutralCulture && culture.Name.Length > 0 && new RegionInfo(culture.Name) is var region
            && region.ISOCurrencySymbol == currency)
            return culture.NumberFormat.CurrencySymbol;
        return currency switch
        {
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "USD" => "$",
            "CAD" => "CA$",
            "AUD" => "A$",
            "INR" => "₹",
            "KRW" => "₩",
            _ => currency + "\u00A0"
        };
    }
}
