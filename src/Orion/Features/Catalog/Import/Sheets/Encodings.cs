using Orion.Framework.Configuration;

namespace Orion.Features.Catalog.Import.Sheets;

/// <summary>Looks at a file's first bytes before it is read as a table.</summary>
internal static class Encodings
{
    /// <summary>What to do about a file in another encoding.</summary>
    public const string Advice = "Save it as 'CSV UTF-8' and import that.";

    /// <summary>Puts the file behind its byte order mark, and gives the character that separates its columns.</summary>
    /// <exception cref="OperatorException">It is empty, or is no text in UTF-8.</exception>
    public static char Recognise(Stream file, string name)
    {
        Span<byte> start = stackalloc byte[8192];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw new OperatorException($"{name} is UTF-16, not UTF-8. {Advice}");
        if (start is [0x50, 0x4B, 0x03, 0x04, ..]) throw new OperatorException($"{name} is a spreadsheet or an archive, not a CSV file. {Advice}");
        var mark = start is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        if (start[mark..].Trim(" \t\r\n"u8).IsEmpty)
            throw new OperatorException($"{name} is empty. The first line of a product export names its columns: Handle, Title, ...");

        file.Position = mark;
        return DelimiterOf(start[mark..]);
    }

    private static char DelimiterOf(ReadOnlySpan<byte> start)
    {
        var heading = start.IndexOf((byte)'\n') is var end and >= 0 ? start[..end] : start;
        var best = ',';
        foreach (var candidate in ";\t")
            if (heading.Count((byte)candidate) > heading.Count((byte)best)) best = candidate;
        return best;
    }
}
