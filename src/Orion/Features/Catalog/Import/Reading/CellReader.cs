using System.Globalization;
using System.Text.RegularExpressions;
using Orion.Features.Catalog.Import.Sheets;
using Orion.Framework.Currencies;
using Orion.Framework.Text;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>
/// Reads cells as values, and says what they can't be read as. Null is what the file doesn't say: it has no such column, or the
/// cell can't be read.
/// </summary>
internal sealed partial class CellReader(string currency, CultureInfo culture, Headings headings, ProductProblems problems)
{
    /// <summary>A text of a limited length; a longer one refuses the product.</summary>
    public string? Text(SheetRow row, Column column, int longest = 255)
    {
        if (!headings.Has(column)) return null;
        var text = row[column];
        if (text.Length <= longest) return text;
        problems.Refuse(row, column, $"Longer than {longest} characters.");
        return "";
    }

    /// <summary>An article number or barcode: without the apostrophe by which a spreadsheet keeps its zeros.</summary>
    public string? Code(SheetRow row, Column column)
    {
        var text = Text(row, column)?.Normalize();
        if (text is not null && Rounded().IsMatch(text))
        {
            problems.Note(row, column, $"'{text}' is what a spreadsheet has made of a longer number, so it was not taken over.");
            return null;
        }

        return text is ['\'', >= '0' and <= '9', ..] ? text[1..] : text;
    }

    /// <summary>An amount in minor units of the store's currency. Null when it is none: then the product is refused.</summary>
    public long? Price(SheetRow row)
    {
        var text = row[Column.Price];
        var number = NumberInput.Read(text, Currency.ExponentOf(currency));
        if (number.IsClear && Amount(row, Column.Price, number) is { } price) return price;
        problems.Refuse(row, Column.Price,
            text.Length == 0 ? "The price is missing." : number.IsAmbiguous ? $"{number.Readings(text, culture)}. {Currency.ExponentOf(currency) switch
            {
                0 => "Write it without the mark.",
                _ => "Write it with two decimals, or without the mark."
            }}" : $"'{Shown(text)}' is no price. Write one such as {Money.ExampleIn(currency).ToFieldText(culture)}.");
        return null;
    }

    /// <summary>The price before a reduction; 0 where the file says that there is none.</summary>
    public long? CompareAt(SheetRow row, long price)
    {
        if (!headings.Has(Column.CompareAt)) return null;
        var text = row[Column.CompareAt];
        if (text.Length == 0) return 0;
        var number = NumberInput.Read(text, Currency.ExponentOf(currency));
        if (!number.IsClear || Amount(row, Column.CompareAt, number) is not { } before)
        {
            problems.Note(row, Column.CompareAt, NotTaken(text, number, "no price"));
            return null;
        }

        if (before > price) return before;
        if (before > 0 && before < price) problems.Note(row, Column.CompareAt, "It is below the price, so it was left out.");
        return 0;
    }

    /// <summary>Yes or no; null for an empty cell, and with a note for one that says neither.</summary>
    public bool? Flag(SheetRow row, Column column)
    {
        switch (row[column].ToUpperInvariant())
        {
            case "": return null;
            case "TRUE" or "YES" or "1": return true;
            case "FALSE" or "NO" or "0": return false;
            default:
                problems.Note(row, column, $"'{Shown(row[column])}' is neither true nor false, so it was not taken over.");
                return null;
        }
    }

    /// <summary>A whole number of pieces or grams, rounded; null for an empty cell, and with a note for one that holds none.</summary>
    public int? Whole(SheetRow row, Column column, int most)
    {
        var text = row[column];
        if (text.Length == 0) return null;
        var number = NumberInput.Read(text);
        if (number is { IsClear: true, Value: { } value } && Math.Abs(value) <= most) return (int)decimal.Round(value, MidpointRounding.AwayFromZero);
        problems.Note(row, column, number.IsClear ? $"'{Shown(text)}' is more than {most}, so it was not taken over." : NotTaken(text, number, "no number"));
        return null;
    }

    /// <summary>A cell as it may stand in a message.</summary>
    public static string Shown(string cell) => cell.Length <= 40 ? cell : TextLimit.Shorten(cell, 40) + "...";

    private string NotTaken(string text, NumberInput number, string what) =>
        number.IsAmbiguous ? $"{number.Readings(text, culture)}, so it was not taken over." : $"'{Shown(text)}' is {what}, so it was not taken over.";

    private long? Amount(SheetRow row, Column column, NumberInput number)
    {
        if (number.Value is not { } amount || amount < 0 || amount > (decimal)Money.Most / Currency.ScaleOf(currency)) return null;
        var minor = amount * Currency.ScaleOf(currency);
        var rounded = decimal.Round(minor, MidpointRounding.AwayFromZero);
        if (rounded != minor)
            problems.Note(row, column, $"{row[column]} has more decimals than {currency}; it was rounded to {new Money((long)rounded, currency).ToFieldText(culture)}.");
        return (long)rounded;
    }

    /// <summary>As spreadsheets show a number that they have no room for; they always write the sign.</summary>
    [GeneratedRegex(@"^[0-9]([.,][0-9]+)?E\+[0-9]{2,3}\z", RegexOptions.IgnoreCase)]
    private static partial Regex Rounded();
}
