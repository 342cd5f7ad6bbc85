using System.ComponentModel;
using System.Diagnostics;

namespace Orion.Framework.Database.Embedded;

/// <summary>Runs a short-lived program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>What a program left behind; <paramref name="Output"/> is empty unless it was captured.</summary>
    internal sealed record Outcome(int ExitCode, string Output)
    {
        internal bool Succeeded => ExitCode == 0;
    }

    /// <summary>
    /// Runs a command. Output is captured only when asked for: a server that is started through the command would
    /// inherit the pipe and hold it open for as long as it lives.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">The program doesn't exist or may not be run.</exception>
    internal static async Task<Outcome> RunAsync(
        IReadOnlyList<string> command, string workingFolder, bool capture, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var process = Start(Describe(command, workingFolder, capture));
        try
        {
            var output = capture ? process.StandardOutput.ReadToEndAsync(stop) : Task.FromResult("");
            var errors = capture ? process.StandardError.ReadToEndAsync(stop) : Task.FromResult("");
            await process.WaitForExitAsync(stop);
            return new Outcome(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            throw new EmbeddedPostgresException($"'{start.FileName}' can't be run: {e.Message}.", e);
        }
    }

    internal static ProcessStartInfo Describe(IReadOnlyList<string> command, string workingFolder, bool capture)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            // Not the caller's folder: PostgreSQL refuses to start where its user can't even look.
            WorkingDirectory = workingFolder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = capture,
            RedirectStandardError = capture,
        };
        foreach (var name in start.Environment.Keys.Where(x => x.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
