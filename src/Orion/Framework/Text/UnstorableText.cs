using System.Buffers;

namespace Orion.Framework.Text;

/// <summary>Characters that no text may hold, wherever it comes from.</summary>
public static class UnstorableText
{
    /// <summary>
    /// NUL, which PostgreSQL doesn't store; U+FFFD, which stands for bytes that were lost before the text came here; and U+FFFE, which is
    /// no character, and by which <see cref="string.Normalize()"/> throws.
    /// </summary>
    public static readonly SearchValues<char> Characters = SearchValues.Create('\0', '\uFFFD', '\uFFFE');

    /// <summary>Whether one of them is in a text.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(Characters);
}
