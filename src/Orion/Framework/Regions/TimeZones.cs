using System.Text.RegularExpressions;

namespace Orion.Framework.Regions;

/// <summary>
/// Time zones by their IANA names. Only .NET is asked about them: what the database groups by a store's days is given the moments
/// at which they begin.
/// </summary>
public static partial class TimeZones
{
    /// <summary>The longest name, in characters.</summary>
    public const int Longest = 60;

    /// <summary>The zone of an IANA name such as <c>Europe/Berlin</c>; null for any other text, names of Windows among them.</summary>
    public static TimeZoneInfo? Find(string? name) =>
        name is { Length: <= Longest } && Shape().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        && zone.HasIanaId && zone.Id == name ? zone : null;

    /// <summary>The moment at which a day begins. A midnight that the clock skips does not exist; the day begins after the gap then.</summary>
    public static DateTimeOffset BeginningOf(this TimeZoneInfo zone, DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        // A midnight that the clock shows twice: the day begins with the first, which has the greater offset.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>Areas and places begin with a capital: not <c>posix/</c>, <c>right/</c> (whose days have leap seconds) or <c>localtime</c>.</summary>
    [GeneratedRegex(@"\A(?!Factory\z)[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
