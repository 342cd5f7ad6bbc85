using System.Diagnostics;
using System.Globalization;

namespace Orion.Framework.Database.Embedded;

/// <summary>
/// The postmaster.pid of a cluster: line 1 is the process, line 4 the port
/// (https://www.postgresql.org/docs/18/storage-file-layout.html). It outlives a server that was killed.
/// </summary>
internal static class PostmasterFile
{
    internal static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>The process that the file names, whether or not it lives; null without a file.</summary>
    internal static int? ReadProcessId(string cluster)
    {
        try
        {
            var first = File.ReadLines(PathIn(cluster)).FirstOrDefault();
            return int.TryParse(first, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    internal static bool IsAlive(int processId) => NameOf(processId) is not null;

    /// <summary>
    /// Whether a process is this cluster's server and not a stranger that was given the same number since: its name is
    /// postgres, and on Linux its working folder, on macOS its command line, is the cluster's.
    /// </summary>
    internal static async Task<bool> IsServerAsync(int processId, string cluster, CancellationToken stop)
    {
        if (NameOf(processId)?.StartsWith("postgres", StringComparison.Ordinal) is not true)
        {
            return false;
        }

        if (OperatingSystem.IsLinux())
        {
            return WorksIn(processId, cluster);
        }

        if (OperatingSystem.IsMacOS())
        {
            var number = processId.ToString(CultureInfo.InvariantCulture);
            var outcome = await ChildProcess.RunAsync(["/bin/ps", "-o", "command=", "-p", number], "/", true, stop);
            return outcome.Output.Contains(cluster, StringComparison.Ordinal);
        }

        return true;
    }

    // The file seen through the process's working folder is ours when it reads the same (line 2 is the folder's path).
    private static bool WorksIn(int processId, string cluster)
    {
        try
        {
            var seen = File.ReadAllText(PathIn($"/proc/{processId}/cwd"));
            return string.Equals(seen, File.ReadAllText(PathIn(cluster)), StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? NameOf(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited ? null : process.ProcessName;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
