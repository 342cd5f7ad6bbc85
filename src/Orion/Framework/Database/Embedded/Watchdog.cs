using System.Diagnostics;
using System.Globalization;

namespace Orion.Framework.Database.Embedded;

/// <summary>
/// A small shell that waits at the end of a pipe. When this process ends, however it ends, the pipe closes and the
/// shell tells the server to stop. (Not a parent-death signal: that one comes when the starting thread ends.)
/// </summary>
/// <remarks>
/// Windows has no such shell: a server whose app was killed there runs on until the next start finds and stops it.
/// </remarks>
internal sealed class Watchdog : IDisposable
{
    // The signals that a terminal sends to the whole group must not end the watchdog before its pipe does.
    private const string Script = "trap '' INT TERM HUP; read -r word; [ \"$word\" = released ] || kill -INT \"$0\"";

    private readonly Process _shell;

    private Watchdog(Process shell) => _shell = shell;

    internal static Watchdog? Start(int serverProcessId)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var process = serverProcessId.ToString(CultureInfo.InvariantCulture);
        var start = ChildProcess.Describe(["/bin/sh", "-c", Script, process], "/", capture: false);
        start.RedirectStandardInput = true;
        return new Watchdog(ChildProcess.Start(start));
    }

    /// <summary>Lets the watchdog go without a kill: by now its process number may be somebody else's.</summary>
    public void Dispose()
    {
        try
        {
            _shell.StandardInput.WriteLine("released");
            _shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before us.
        }

        _shell.Dispose();
    }
}
