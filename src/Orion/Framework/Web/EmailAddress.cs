using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Orion.Framework.Web;

/// <summary>
/// E-mail addresses. What <see cref="TryParse"/> takes, mail can be sent to: forms, API, command line and mailer ask it alike,
/// and it asks the parser of the library that sends.
/// </summary>
public static partial class EmailAddress
{
    /// <summary>The most characters that an address can have, its host in ASCII (RFC 5321, 4.5.3.1).</summary>
    public const int Longest = 254;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false
    };

    /// <summary>Whether mail can be sent to what was typed. Whether anybody reads it only a mail can tell.</summary>
    public static bool IsValid(string? text) => TryParse(text, out _);

    /// <summary>
    /// Reads an address as it was typed: an ASCII dot-atom before the @ (RFC 5322, 3.4.1) and a host with a dot, which may be in
    /// any script. Quoted local parts, comments and literals of networks are not taken.
    /// </summary>
    /// <param name="text">What was typed; space around it is left aside.</param>
    /// <param name="address">The spelling that is stored and sent: the local part as typed, the host in lower-case ASCII (RFC 5891).</param>
    public static bool TryParse(string? text, out string address)
    {
        address = "";
        var typed = text?.Trim() ?? "";
        var at = typed.LastIndexOf('@');
        if (typed.Length > Longest || at < 1 || !LocalPart().IsMatch(typed.AsSpan(0, at))) return false;
        if (AsciiOf(typed[(at + 1)..]) is not { } host || !Host().IsMatch(host)) return false;
        var read = $"{typed[..at]}@{host}";
        if (read.Length > Longest || !MailboxAddress.TryParse(Strict, read, out _)) return false;
        address = read;
        return true;
    }

    /// <summary>
    /// The one spelling by which accounts are found: both parts in lower case, because no provider of mail tells capitals apart.
    /// Only ASCII is folded, also in what was taken for an address before; anything else is given back as it is, and so can't
    /// become somebody else's.
    /// </summary>
    public static string Identity(string text) =>
        TryParse(text, out var address) ? address.ToLowerInvariant() : text.Trim() is var other && Ascii.IsValid(other) ? other.ToLowerInvariant() : other;

    /// <summary>An address as people read it: its host in its own script, where that leads back to the same host.</summary>
    public static string Display(string address)
    {
        var at = address.LastIndexOf('@');
        return at >= 1 && UnicodeOf(address[(at + 1)..]) is { } host ? $"{address[..at]}@{host}" : address;
    }

    /// <summary>
    /// How else the host of an address, or a host alone, may be stored that somebody looks for: in ASCII for what is typed in its own
    /// script, and the other way about. Null when there is no other spelling, and for a part of a label, which has none in ASCII.
    /// </summary>
    public static string? OtherSpelling(string sought)
    {
        var at = sought.LastIndexOf('@') + 1;
        var other = Ascii.IsValid(sought.AsSpan(at)) ? UnicodeOf(sought[at..].ToLowerInvariant()) : AsciiOf(sought[at..]);
        return other is null || string.Equals(other, sought[at..], StringComparison.OrdinalIgnoreCase) ? null : sought[..at] + other;
    }

    private static string? AsciiOf(string host)
    {
        try
        {
            return Idn.GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A host in its own script; null where it has none, or that doesn't lead back to it.</summary>
    private static string? UnicodeOf(string host)
    {
        if (!host.Contains("xn--", StringComparison.Ordinal)) return null;
        try
        {
            var unicode = Idn.GetUnicode(host);
            return AsciiOf(unicode) == host ? unicode : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?=.{1,64}\z)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LocalPart();

    /// <summary>Labels of at most 63 characters, at least two, and the last is no number: that would be a network address.</summary>
    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?![0-9]+\z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
