using System.Globalization;
using System.Text;

namespace Orion.Features.Audit;

/// <summary>The log as a table that spreadsheets open: streamed, at most so many lines, and nothing in it is a formula.</summary>
internal static class AuditCsv
{
    /// <summary>The most entries of one file; what is older is asked for by its days.</summary>
    public const int Most = 50_000;

    private static readonly string[] Heads =
        ["At", "Actor", "Kind", "On behalf of", "Action", "Entity", "Entity id", "Name", "Summary", "Before", "After", "Address", "Correlation id", "Store id"];

    public static async Task WriteAsync(IAsyncEnumerable<AuditEntry> entries, Stream to, CultureInfo culture, CancellationToken stop)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 * 1024, leaveOpen: true);
        await writer.WriteAsync(string.Join(',', Heads) + "\r\n");
        await foreach (var e in entries.WithCancellation(stop))
        {
            string?[] fields =
            [
                e.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), e.ActorName, e.ActorKind.ToString(), e.OnBehalfOfName,
                e.Action, e.Entity, e.EntityId?.ToString(), e.EntityName, AuditSentence.Of(e, culture), e.Before, e.After, e.Address, e.CorrelationId,
                e.StoreId == Guid.Empty ? "" : e.StoreId.ToString()
            ];
            await writer.WriteAsync(string.Join(',', fields.Select(Field)) + "\r\n");
        }
    }

    /// <summary>
    /// Quoted as RFC 4180 says; what a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection).
    /// </summary>
    internal static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
