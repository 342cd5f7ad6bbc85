using System.Globalization;
using Orion.Features.Catalog.Import.Sheets;
using Orion.Framework.Currencies;

namespace Orion.Features.Catalog.Import.Reading;

/// <summary>Reads cells as values, and says what they can't be read as.</summary>
internal sealed class CellReader(string currency, ProductProblems problems)
{
    /// <summary>A text of a limited length; a longer one refuses the product.</summary>
    public string Text(SheetRow row, Column column, int longest = 255)
    {
        var text = row[column];
        if (text.Length <= longest) return text;
        problems.Refuse(row, column, $"Longer than {longest} characters.");
        return text[..longest];
    }

    /// <summary>An article number or barcode: without the apostrophe by which a spreadsheet keeps its zeros.</summary>
    public string Code(SheetRow row, Column column)
    {
        var text = Text(row, column);
        return text is ['\'', >= '0' and <= '9', ..] ? text[1..] : text;
    }

    /// <summary>An amount in minor units of the store's currency. Null when it is none: then the product is refused.</summary>
    public long? Price(SheetRow row)
    {
        if (row[Column.Price].Length > 0 && Amount(row, Column.Price) is { } price) return price;
        problems.Refuse(row, Column.Price, row[Column.Price].Length == 0 ? "The price is missing." : $"'{Shown(row[Column.Price])}' is no price.");
        return null;
    }

    /// <summary>The price before a reduction; null where it isn't above the price.</summary>
    public long? CompareAt(SheetRow row, long price)
    {
        if (row[Column.CompareAt].Length == 0) return null;
        if (Amount(row, Column.CompareAt) is not { } before)
        {
            problems.Note(row, Column.CompareAt, $"'{Shown(row[Column.CompareAt])}' is no price, so it was left out.");
            return null;
        }

        if (before > price) return before;
        if (before > 0 && before < price) problems.Note(row, Column.CompareAt, "It is below the price, so it was left out.");
        return null;
    }

    /// <summary>Yes or no; <paramref name="otherwise"/> for an empty cell, and with a note for one that says neither.</summary>
    public bool Flag(SheetRow row, Column column, bool otherwise, bool whenUnclear)
    {
        switch (row[column].ToUpperInvariant())
        {
            case "": return otherwise;
            case "TRUE" or "YES" or "1": return true;
            case "FALSE" or "NO" or "0": return false;
            default:
                problems.Note(row, column, $"'{Shown(row[column])}' is neither true nor false, so it was taken for {(whenUnclear ? "true" : "false")}.");
                return whenUnclear;
        }
    }

    /// <summary>A whole number of pieces or grams, rounded; null with a note when the cell holds none.</summary>
    public int? Whole(SheetRow row, Column column)
    {
        if (row[column].Length == 0) return 0;
        if (decimal.TryParse(row[column], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1_000_000_000)
            return (int)decimal.Round(number, MidpointRounding.AwayFromZero);
        problems.Note(row, column, $"'{Shown(row[column])}' is no number, so it was taken for 0.");
        return null;
    }

    /// <summary>A cell as it may stand in a message.</summary>
    public static string Shown(string cell) => cell.Length <= 40 ? cell : cell[..40] + "...";

    private long? Amount(SheetRow row, Column column)
    {
        if (!decimal.TryParse(row[column], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || amount > (decimal)Money.Most / Currency.ScaleOf(currency))
            return null;
        var minor = amount * Currency.ScaleOf(currency);
        var rounded = decimal.Round(minor, MidpointRounding.AwayFromZero);
        if (rounded != minor)
            problems.Note(row, column, $"{amount.ToString(CultureInfo.InvariantCulture)} has more decimals than {currency}; it was rounded to {new Money((long)rounded, currency)}.");
        return (long)rounded;
    }
}
