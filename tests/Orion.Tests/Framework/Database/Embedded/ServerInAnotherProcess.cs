using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Orion.Framework.Database.Embedded;

namespace Orion.Tests.Framework.Database.Embedded;

/// <summary>
/// An app of its own that runs an embedded server: this very program, which turns into one when it is started with a
/// folder in its environment. It can be killed as no app in this process could.
/// </summary>
internal sealed class ServerInAnotherProcess : IDisposable
{
    private const string Variable = "ORION_TESTS_EMBEDDED_FOLDER";

    private readonly Process _process;

    private ServerInAnotherProcess(Process process, string connectionString)
    {
        _process = process;
        AdminConnectionString = connectionString;
    }

    internal string AdminConnectionString { get; }

    internal static async Task<ServerInAnotherProcess> StartAsync(string folder, CancellationToken stop)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ServerInAnotherProcess).Assembly.Location);
        }

        start.Environment[Variable] = folder;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(stop);
        return new ServerInAnotherProcess(process, line ?? throw new InvalidOperationException("It didn't start."));
    }

    /// <summary>Kills the app the hard way (SIGKILL), and nothing but the app.</summary>
    internal async Task KillAsync(CancellationToken stop)
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync(stop);
    }

    /// <summary>Kills the app's watchdog first, as an out-of-memory killer might.</summary>
    internal async Task KillWithWatchdogAsync(CancellationToken stop)
    {
        foreach (var id in await ShellsOfAsync(_process.Id, stop))
        {
            using var shell = Process.GetProcessById(id);
            shell.Kill();
        }

        await KillAsync(stop);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // Runs before the test platform's own entry point. Nothing here may be asynchronous: until this returns, no other
    // thread may enter this assembly.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void BecomeServer()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
        {
            return;
        }

        var options = new EmbeddedPostgresOptions(
            folder, EmbeddedPostgres.NativeFolderFor(NodeModules.Folder), Durable: true);
#pragma warning disable xUnit1031, CA1849
        var server = EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None)
            .GetAwaiter().GetResult();
        Console.WriteLine(server.AdminConnectionString);
        Console.In.ReadToEnd();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
#pragma warning restore xUnit1031, CA1849
        Environment.Exit(0);
    }

    private static async Task<IReadOnlyList<int>> ShellsOfAsync(int parent, CancellationToken stop)
    {
        if (OperatingSystem.IsLinux())
        {
            // /proc/PID/stat: number (name) state parent ...
            return [.. Directory.EnumerateDirectories("/proc")
                .Select(folder => Path.Combine(folder, "stat"))
                .Where(File.Exists)
                .Select(TryRead)
                .Where(stat => stat.Contains("(sh)", StringComparison.Ordinal))
                .Select(stat => stat.Split(' '))
                .Where(stat => stat[3] == parent.ToString(CultureInfo.InvariantCulture))
                .Select(stat => int.Parse(stat[0], CultureInfo.InvariantCulture))];
        }

        using var list = Process.Start(
            new ProcessStartInfo("pgrep", ["-P", parent.ToString(CultureInfo.InvariantCulture)])
            { RedirectStandardOutput = true })!;
        var lines = (await list.StandardOutput.ReadToEndAsync(stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

        static string TryRead(string file)
        {
            try
            {
                return File.ReadAllText(file);
            }
            catch (IOException)
            {
                return "";
            }
        }
    }
}
