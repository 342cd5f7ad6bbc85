using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Orion.Framework.Web;

/// <summary>
/// Where a page of a list ended: the last row's sort key and id. Opaque to callers, who only hand it back; anything that Orion
/// did not write is refused, never guessed at.
/// </summary>
/// <param name="Order">The order that the list had, such as <c>-price</c>; a cursor of another order is no cursor here.</param>
/// <param name="Key">The last row's sort key.</param>
/// <param name="Id">The last row's id, which decides among equal keys.</param>
public sealed record Cursor(string Order, string Key, Guid Id)
{
    private const int Longest = 1600;

    /// <summary>A cursor whose key is a moment.</summary>
    public static Cursor At(string order, DateTimeOffset key, Guid id) =>
        new(order, key.UtcTicks.ToString(CultureInfo.InvariantCulture), id);

    /// <summary>A cursor whose key is a number.</summary>
    public static Cursor At(string order, long key, Guid id) => new(order, key.ToString(CultureInfo.InvariantCulture), id);

    /// <summary>The key as a number.</summary>
    public long Number => long.Parse(Key, CultureInfo.InvariantCulture);

    /// <summary>The key as a moment.</summary>
    public DateTimeOffset Moment => new(Number, TimeSpan.Zero);

    /// <summary>Reads a cursor whose key must be text.</summary>
    public static bool TryRead(string? text, string order, out Cursor cursor)
    {
        cursor = null!;
        if (text is not { Length: > 0 and <= Longest } || !Base64Url.IsValid(text)) return false;
        var bytes = Base64Url.DecodeFromChars(text);
        if (!Utf8.IsValid(bytes)) return false;
        var parts = Encoding.UTF8.GetString(bytes).Split('\n', 3);
        if (parts.Length != 3 || parts[0] != order || !Guid.TryParseExact(parts[1], "N", out var id)) return false;
        if (parts[2].Contains('\0', StringComparison.Ordinal)) return false;
        cursor = new Cursor(order, parts[2], id);
        return true;
    }

    /// <summary>Reads a cursor whose key must be a number.</summary>
    public static bool TryReadNumber(string? text, string order, out Cursor cursor) =>
        TryRead(text, order, out cursor) && long.TryParse(cursor.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    /// <summary>Reads a cursor whose key must be a moment.</summary>
    public static bool TryReadMoment(string? text, string order, out Cursor cursor) =>
        TryReadNumber(text, order, out cursor) && cursor.Number >= 0 && cursor.Number <= DateTimeOffset.MaxValue.UtcTicks;

    /// <summary>As it is handed out.</summary>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Order}\n{Id:N}\n{Key}"));
}
