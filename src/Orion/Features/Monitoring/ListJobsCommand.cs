using System.Globalization;
using Orion.Framework.Configuration;
using Orion.Framework.Jobs;

namespace Orion.Features.Monitoring;

/// <summary>Shows work in a state.</summary>
internal sealed class ListJobsCommand : ICommand
{
    private const int Most = 200;

    public string Name => "jobs list";

    public string Usage => "jobs list [waiting|parked|done] [KIND]  show work that failed for good (or waits, or is done), the newest first";

    public async Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop)
    {
        if (!Enum.TryParse<JobState>(arguments.ElementAtOrDefault(0) ?? "parked", ignoreCase: true, out var state))
        {
            await Console.Error.WriteLineAsync($"orion: work is waiting, parked or done, not '{arguments[0]}'.");
            return 2;
        }

        var entries = await services.GetRequiredService<JobLedger>().ListAsync(state, arguments.ElementAtOrDefault(1), Most, stop);
        foreach (var entry in entries)
            Console.WriteLine(string.Join("  ",
                entry.Id, entry.Kind, $"store {entry.StoreId}", $"{entry.Attempts} tries",
                (entry.EndedAt ?? entry.RunAt).ToString("u", CultureInfo.InvariantCulture), entry.LastError ?? ""));
        Console.WriteLine(entries.Count == Most ? $"The newest {Most} are shown." : $"{entries.Count} {state.ToString().ToLowerInvariant()}.");
        return 0;
    }
}
