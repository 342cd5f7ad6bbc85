using System.Diagnostics;

namespace Orion.Bench;

/// <summary>Runs other programs.</summary>
internal static class CommandLine
{
    public static async Task<string> ReadAsync(
        string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} failed: {text}");
    }
}

/// <summary>The programs that measuring needs.</summary>
internal static class Tools
{
    /// <summary>Where pgbench is; Debian keeps it beside the server's binaries, out of the PATH.</summary>
    public static string? Pgbench => Find("pgbench")
        ?? (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal)
            .Select(d => Path.Combine(d, "bin", "pgbench")).LastOrDefault(File.Exists) : null);

    /// <summary>What is missing, in words; null when everything is there.</summary>
    public static string? Missing =>
        Find("wrk") is null || Find("taskset") is null || Pgbench is null
            ? "The measurements need wrk, taskset and pgbench (Debian: apt-get install wrk util-linux postgresql)."
            : null;

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
