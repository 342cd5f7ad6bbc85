using System.Text.RegularExpressions;

namespace Orion.Framework.Web;

/// <summary>E-mail addresses as people type them.</summary>
public static partial class EmailAddress
{
    /// <summary>The most characters that an address can have (RFC 5321, 4.5.3.1).</summary>
    public const int Longest = 254;

    /// <summary>
    /// Whether a text looks like an address that mail can reach: the form of the HTML standard's e-mail input, with a dot in the
    /// host. Whether it exists only a mail can tell.
    /// </summary>
    public static bool IsValid(string? text) => text is { Length: <= Longest } && Shape().IsMatch(text.Trim());

    [GeneratedRegex(
        @"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
