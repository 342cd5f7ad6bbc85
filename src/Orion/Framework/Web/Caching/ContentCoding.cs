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
                var (name, weight) = Read(rest[range]);
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

    private static Weighted Read(ReadOnlySpan<char> item)
    {
        var semicolon = item.IndexOf(';');
        if (semicolon < 0) return new(item.Trim(), 1);
        var parameter = item[(semicolon + 1)..].Trim();
        var isWeight = parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            && weight is >= 0 and <= 1;
        return new(item[..semicolon].Trim(), isWeight ? double.Parse(parameter[2..], CultureInfo.InvariantCulture) : 0);
    }

    private readonly ref struct Weighted(ReadOnlySpan<char> name, double weight)
    {
        public void Deconstruct(out ReadOnlySpan<char> name, out double weight) => (name, weight) = (this.Name, Weight);

        private ReadOnlySpan<char> Name { get; } = name;

        private double Weight { get; } = weight;
    }
}
