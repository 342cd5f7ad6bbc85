using Orion.Framework.Configuration;

namespace Orion.Features.Catalog.Import.Sheets;

/// <summary>Looks at a file's first bytes before it is read as a table.</summary>
internal static class Encodings
{
    /// <summary>What to do about a file in another encoding.</summary>
    public const string Advice = "Save it as 'CSV UTF-8' and import that.";

    /// <summary>How a file begins: what separates its columns, and how many lines come before the heading.</summary>
    public readonly record struct Beginning(char Separator, int LinesBefore);

    /// <summary>Puts the file before its heading: behind its byte order mark, and the line <c>sep=;</c> that spreadsheets look for.</summary>
    /// <exception cref="OperatorException">It is empty, or is no text in UTF-8.</exception>
    public static Beginning Recognise(Stream file, string name)
    {
        Span<byte> start = stackalloc byte[8192];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw new OperatorException($"{name} is UTF-16, not UTF-8. {Advice}");
        if (start is [0x50, 0x4B, 0x03, 0x04, ..]) throw new OperatorException($"{name} is a spreadsheet or an archive, not a CSV file. {Advice}");
        var mark = start is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        if (start[mark..].Trim(" \t\r\n"u8).IsEmpty)
            throw new OperatorException($"{name} is empty. The first line of a product export names its columns: Handle, Title, ...");

        file.Position = mark;
        if (start[mark..] is not [(byte)'s', (byte)'e', (byte)'p', (byte)'=', var separator, (byte)'\r' or (byte)'\n', ..])
            return new Beginning(DelimiterOf(start[mark..]), 0);
        file.Position = mark + start[mark..].IndexOf((byte)'\n') + 1;
        return new Beginning((char)separator, 1);
    }

    private static char DelimiterOf(ReadOnlySpan<byte> start)
    {
        var heading = start.IndexOf((byte)'\n') is var end and >= 0 ? start[..end] : start;
        var best = ',';
        foreach (var candidate in ";\t")
            if (CountOf(heading, candidate) > CountOf(heading, best)) best = candidate;
        return best;
    }

    private static int CountOf(ReadOnlySpan<byte> heading, char separator)
    {
        var (count, isQuoted) = (0, false);
        foreach (var character in heading)
            if (character == (byte)'"') isQuoted = !isQuoted;
            else if (character == (byte)separator && !isQuoted) count++;
        return count;
    }
}
