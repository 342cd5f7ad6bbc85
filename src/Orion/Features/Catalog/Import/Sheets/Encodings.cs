using System.Text;
using System.Text.Unicode;
using Orion.Framework.Configuration;

namespace Orion.Features.Catalog.Import.Sheets;

/// <summary>Looks at a file's bytes before it is read as text.</summary>
internal static class Encodings
{
    private const string Advice = "Save it as 'CSV UTF-8' and import that.";

    /// <summary>Opens a file as UTF-8, past its byte order mark; what isn't UTF-8 throws while it is read.</summary>
    /// <exception cref="OperatorException">It is empty, or begins as another encoding.</exception>
    public static StreamReader OpenText(Stream file, string name, out char delimiter)
    {
        Span<byte> start = stackalloc byte[8192];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..length];
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw new OperatorException($"{name} is UTF-16, not UTF-8. {Advice}");
        if (start is [0x50, 0x4B, 0x03, 0x04, ..]) throw new OperatorException($"{name} is a spreadsheet or an archive, not a CSV file. {Advice}");
        var mark = start is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        if (start[mark..].Trim(" \t\r\n"u8).IsEmpty)
            throw new OperatorException($"{name} is empty. The first line of a product export names its columns: Handle, Title, ...");

        delimiter = DelimiterOf(start[mark..]);
        file.Position = mark;
        // Not left to the reader to detect: what it detects, it then reads without refusing bad bytes.
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        return new StreamReader(file, strict, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
    }

    /// <summary>The sentence for a file with bytes that aren't UTF-8; names the first line that has some.</summary>
    public static OperatorException NotUtf8(Stream file, string name)
    {
        file.Position = 0;
        using var bytes = new BinaryReader(file, Encoding.Latin1, leaveOpen: true);
        var line = 1;
        List<byte> current = [];
        while (file.Position < file.Length)
        {
            var next = bytes.ReadByte();
            current.Add(next);
            if (next != '\n') continue;
            if (!Utf8.IsValid(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(current))) break;
            current.Clear();
            line++;
        }

        return new OperatorException($"{name} is not UTF-8: line {line} has bytes that are no text in it. {Advice}");
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
