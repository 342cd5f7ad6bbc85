using System.Runtime.InteropServices;

namespace Orion.Framework.Auth;

/// <summary>
/// Runs work that keeps a core busy on a thread of its own: on the pool's, of which a machine with one core begins with one, requests would
/// wait for it. On Linux the thread is nicer than those that serve, so that beside one busy thread it gets two fifths of a core.
/// </summary>
internal static class Background
{
    private const int Thread = 0; // PRIO_PROCESS, which on Linux names a thread: setpriority(2).
    private const int Nice = 2;

    /// <summary>Runs it; cancelled only before it begins.</summary>
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken stop) => Task.Factory.StartNew(
        () =>
        {
            // The thread ends with the work, so nothing has to be set back. Refused, it is as nice as the others.
            if (OperatingSystem.IsLinux()) _ = SetPriority(Thread, 0, Nice);
            return work();
        },
        stop, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

#pragma warning disable SYSLIB1054 // Three numbers need no marshalling, and generated code would need unsafe blocks.
    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int nice);
#pragma warning restore SYSLIB1054
}
