using System.Globalization;
using System.Text.RegularExpressions;

namespace Orion.Framework.Tenancy;

/// <summary>
/// Host names in the one spelling that Orion compares and stores: lower case, ASCII (IDNA, RFC 5891), no port, no trailing dot.
/// </summary>
public static partial class HostName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>
    /// Brings a host, as a Host header carries it, to its stored spelling. Gives false for what cannot be a name of a shop:
    /// empty, longer than 253 characters (RFC 1035), IP literals in brackets, or characters that no host name has.
    /// </summary>
    public static bool TryNormalise(string? host, out string normalised)
    {
        normalised = "";
        if (string.IsNullOrEmpty(host) || host.Length > 260) return false;

        var colon = host.LastIndexOf(':');
        var name = colon >= 0 ? host.AsSpan(0, colon) : host.AsSpan();
        if (colon >= 0 && !IsPort(host.AsSpan(colon + 1))) return false;
        if (name.EndsWith(".")) name = name[..^1];
        if (name.IsEmpty || name.Length > 253) return false;

        string ascii;
        if (System.Text.Ascii.IsValid(name))
        {
            ascii = name.ToString().ToLowerInvariant();
        }
        else
        {
            try
            {
                ascii = Idn.GetAscii(name.ToString()).ToLowerInvariant();
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        if (!Shape().IsMatch(ascii)) return false;
        normalised = ascii;
        return true;
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^(?=.{1,253}\z)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
