using System.Globalization;

namespace Orion.Features.Catalog.Import;

/// <summary>Says on the error stream how far the work is: a line that updates on a terminal, a line now and then elsewhere.</summary>
internal sealed class ImportProgress(TextWriter output, bool isTerminal, TimeProvider clock)
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(5);

    private readonly Lock turn = new();
    private long last = clock.GetTimestamp();
    private bool isLineOpen;

    /// <summary>So many of <paramref name="all"/> are done; 0 for a number that isn't known.</summary>
    public void Report(string doing, long done, long all = 0)
    {
        using var mine = turn.EnterScope();
        if (clock.GetElapsedTime(last) < (isTerminal ? Often : Seldom)) return;
        last = clock.GetTimestamp();
        var line = string.Create(CultureInfo.InvariantCulture, $"{doing}: {done:N0}{(all > 0 ? $" of {all:N0}" : "")}");
        if (!isTerminal)
        {
            output.WriteLine(line);
            return;
        }

        output.Write("\r\u001b[K" + line);
        isLineOpen = true;
    }

    /// <summary>Takes the updating line away again.</summary>
    public void Clear()
    {
        if (isLineOpen) output.Write("\r\u001b[K");
        isLineOpen = false;
    }
}
