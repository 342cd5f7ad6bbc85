using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Orion.Framework.Web;

/// <summary>A content coding of an answer (RFC 9110, 8.4.1).</summary>
internal enum ContentCoding
{
    /// <summary>As it is.</summary>
    Identity,

    Gzip,

    Brotli
}

/// <summary>What <c>Accept-Encoding</c> asks for (RFC 9110, 12.5.3).</summary>
internal static class AcceptedCodings
{
    /// <summary>
    /// The coding that the caller prefers; of equal ones the smallest answer. What is named with <c>q=0</c>, or with a weight
    /// that is none, is not taken; who takes nothing at all gets the bytes as they are.
    /// </summary>
    public static ContentCoding Best(StringValues accepted)
    {
        double brotli = -1, gzip = -1, identity = -1, others = -1;
        foreach (var line in accepted)
        {
            var rest = line.AsSpan();
            foreach (var range in rest.Split(','))
            {
                var weight = Read(rest[range], out var name);
                if (name.Equals("br", StringComparison.OrdinalIgnoreCase)) brotli = weight;
                else if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)) gzip = weight;
                else if (name.Equals("identity", StringComparison.OrdinalIgnoreCase)) identity = weight;
                else if (name.Equals("*", StringComparison.Ordinal)) others = weight;
            }
        }

        if (brotli < 0) brotli = others;
        if (gzip < 0) gzip = others;
        if (brotli > 0 && brotli >= gzip && brotli >= identity) return ContentCoding.Brotli;
        return gzip > 0 && gzip >= identity ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    private static double Read(ReadOnlySpan<char> item, out ReadOnlySpan<char> name)
    {
        var semicolon = item.IndexOf(';');
        name = (semicolon < 0 ? item : item[..semicolon]).Trim();
        if (semicolon < 0) return 1;
        var parameter = item[(semicolon + 1)..].Trim();
        return parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight <= 1
            ? weight
            : 0;
    }
}
