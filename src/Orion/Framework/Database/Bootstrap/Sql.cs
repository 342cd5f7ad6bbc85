using System.Text;

namespace Orion.Framework.Database.Bootstrap;

/// <summary>Quoting, for statements that take no parameters.</summary>
internal static class Sql
{
    private const int LongestName = 63;

    internal static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // A name or a password hash never needs a backslash, which is the one character that would need more than this.
    internal static string Text(string text) => text.Contains('\\', StringComparison.Ordinal)
        ? throw new ArgumentException("Names with a backslash aren't supported.", nameof(text))
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>PostgreSQL cuts longer names off without a word, and two databases become one.</summary>
    internal static string DatabaseName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Encoding.UTF8.GetByteCount(name) <= LongestName && !name.Any(char.IsControl)
            ? name
            : throw new ArgumentException(
                $"A database's name has at most {LongestName} bytes and no control characters.", nameof(name));
    }
}
