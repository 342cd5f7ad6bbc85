using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Orion.Framework.Database.Embedded;

/// <summary>Starts and stops the server of a cluster by pg_ctl.</summary>
internal sealed class ServerProcess(DataFolder folder, string native, RunAs user, bool durable, ILogger logger)
{
    private const int Attempts = 3;

    /// <summary>Stops a server whose owner is gone, and clears a file that would stop a new one.</summary>
    internal async Task ClearAsync(CancellationToken stop)
    {
        if (PostmasterFile.ReadProcessId(folder.Cluster) is not { } process)
        {
            return;
        }

        if (await PostmasterFile.IsServerAsync(process, folder.Cluster, stop))
        {
            // Never adopted: nothing would stop it when this process ends, and its settings may be old ones.
            logger.OrphanFound(process, folder.Path);
            await StopAsync(stop);
        }
        else if (PostmasterFile.IsAlive(process))
        {
            // The number was given to another process since, which PostgreSQL would take for its own server. A file
            // whose process is gone stays: PostgreSQL checks by it that no old backend is still at work.
            File.Delete(PostmasterFile.PathIn(folder.Cluster));
        }
    }

    /// <summary>Starts the server on a loopback port and returns the port when it accepts connections.</summary>
    /// <param name="last">The port of the last time, which is tried first, or null.</param>
    /// <param name="mustKeep">Whether no other port will do.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="EmbeddedPostgresException">It didn't start in three attempts.</exception>
    internal async Task<int> StartAsync(int? last, bool mustKeep, CancellationToken stop)
    {
        await folder.PrepareLogAsync(stop);
        for (var attempt = 1; ; attempt++)
        {
            // Somebody can take the port before the server does, so a failure deserves another one.
            var port = last is { } known && (mustKeep || (attempt == 1 && IsFree(known))) ? known : FindFreePort();
            var outcome = await RunWithoutPipesAsync(
                ["start", "-w", "-t", "60", "-l", folder.Log, "-o", Settings(port)], stop);
            if (outcome.Succeeded)
            {
                return port;
            }

            var log = folder.LastLogLines();
            if (attempt == Attempts)
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL didn't start in {Attempts} attempts, the last on port {port}. The end of '{folder.Log}':\n{log}");
            }

            logger.StartFailed(port, attempt, log);
            await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), stop);
        }
    }

    /// <summary>Stops the server: open sessions end, what is committed stays.</summary>
    internal async Task StopAsync(CancellationToken stop)
    {
        if (PostmasterFile.ReadProcessId(folder.Cluster) is not { } process || !PostmasterFile.IsAlive(process))
        {
            return;
        }

        var outcome = await RunWithoutPipesAsync(["stop", "-w", "-t", "20", "-m", "fast"], stop);
        if (!outcome.Succeeded && PostmasterFile.IsAlive(process))
        {
            logger.StopFailed(folder.Path);
            await RunWithoutPipesAsync(["stop", "-w", "-t", "10", "-m", "immediate"], stop);
        }
    }

    private string Settings(int port)
    {
        // No socket: its path may not be longer than 107 bytes, which a deep data folder easily is.
        const string always = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 "
            + "-c shared_preload_libraries= -c timezone=UTC -c log_timezone=UTC";
        const string volatileOnly = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        return string.Create(CultureInfo.InvariantCulture, $"-p {port} {always}{(durable ? "" : volatileOnly)}");
    }

    /// <summary>
    /// Runs pg_ctl with its output going to the log file. The server inherits what pg_ctl writes to, and a pipe of ours
    /// would then never report its end.
    /// </summary>
    private Task<ChildProcess.Outcome> RunWithoutPipesAsync(string[] action, CancellationToken stop)
    {
        string[] control = [PlatformPackage.Executable(native, "pg_ctl"), .. action, "-s", "-D", folder.Cluster];
        const string toLog = "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1";
        var command = OperatingSystem.IsWindows()
            ? user.Command(control)
            : user.Command(["/bin/sh", "-c", toLog, "sh", folder.Log, .. control]);
        return ChildProcess.RunAsync(command, folder.Path, capture: false, stop);
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
