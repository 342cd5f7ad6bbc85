namespace Orion.Framework.Database.Embedded;

/// <summary>
/// The user that PostgreSQL runs as. It refuses root, so a process of root (a container, mostly) steps down to a user
/// that owns nothing else; any other process runs the server as itself.
/// </summary>
internal sealed class RunAs
{
    private readonly string? _owner;
    private readonly string[] _prefix;

    private RunAs(string? owner, params string[] prefix)
    {
        _owner = owner;
        _prefix = prefix;
    }

    internal bool IsAnotherUser => _owner is not null;

    internal static RunAs Detect() => (OperatingSystem.IsWindows(), Environment.IsPrivilegedProcess) switch
    {
        // On Windows pg_ctl itself gives up an administrator's rights before it starts the server.
        (true, _) or (_, false) => new RunAs(null),
        // By number: 65534 is "nobody" on every Linux, while its group is called nogroup here and nobody there.
        _ when OperatingSystem.IsLinux() =>
            new RunAs("65534:65534", "setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--"),
        _ => new RunAs("nobody:nobody", "sudo", "-n", "-u", "nobody", "--"),
    };

    internal IReadOnlyList<string> Command(params string[] command) => [.. _prefix, .. command];

    /// <summary>Gives a file or folder to the server's user.</summary>
    internal async Task HandOverAsync(string path, CancellationToken stop)
    {
        if (_owner is null)
        {
            return;
        }

        var outcome = await ChildProcess.RunAsync(["chown", "-R", _owner, path], "/", capture: true, stop);
        if (!outcome.Succeeded)
        {
            throw new EmbeddedPostgresException(
                $"'{path}' can't be handed to the user {_owner}, which PostgreSQL runs as because it refuses root: "
                + $"{outcome.Output}. Run as an ordinary user, or choose a folder where root may change owners.");
        }
    }

    /// <summary>
    /// Whether the server's user gets to a folder, or to the nearest parent that exists. The user is asked rather than
    /// the mode bits, which know nothing of links, access lists and mounts.
    /// </summary>
    internal async Task<bool> CanReachAsync(string folder, CancellationToken stop)
    {
        if (_owner is null)
        {
            return true;
        }

        var at = Path.GetFullPath(folder);
        while (!Directory.Exists(at))
        {
            at = Path.GetDirectoryName(at)!;
        }

        var command = Command("/bin/sh", "-c", "[ -x \"$0\" ]", at);
        return (await ChildProcess.RunAsync(command, "/", capture: true, stop)).Succeeded;
    }

    /// <summary>Whether a folder belongs to the server's user, as PostgreSQL demands of a cluster.</summary>
    internal async Task<bool> OwnsAsync(string folder, CancellationToken stop) =>
        OperatingSystem.IsWindows()
        || (await ChildProcess.RunAsync(
            Command("/bin/sh", "-c", "[ -O \"$0\" ]", folder), "/", capture: true, stop)).Succeeded;

    /// <summary>A temporary folder that the server's user can reach, for what a closed folder would hide.</summary>
    internal async Task<string> OpenFolderAsync(CancellationToken stop)
    {
        string[] candidates = OperatingSystem.IsWindows()
            ? [Path.GetTempPath()]
            : [Path.GetTempPath(), "/tmp", "/var/tmp"];
        foreach (var folder in candidates.Where(Directory.Exists))
        {
            if (await CanReachAsync(folder, stop))
            {
                return Path.TrimEndingDirectorySeparator(folder);
            }
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL refuses root, and the user {_owner} can reach no temporary folder. Set TMPDIR to a folder "
            + "that every user can reach (mode 1777), check that 'setpriv' (package util-linux) works, or run as an "
            + "ordinary user.");
    }

    /// <summary>
    /// Refuses a folder in a shared place that somebody else laid there first: its owner could swap what is in it.
    /// </summary>
    internal static async Task RequireOwnAsync(string folder, CancellationToken stop)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const string isOwnFolder = "[ -d \"$0\" ] && [ ! -L \"$0\" ] && [ -O \"$0\" ]";
        var outcome = await ChildProcess.RunAsync(["/bin/sh", "-c", isOwnFolder, folder], "/", capture: true, stop);
        if (!outcome.Succeeded)
        {
            throw new EmbeddedPostgresException(
                $"'{folder}' belongs to another user, so it isn't safe to use. Remove it and start again.");
        }
    }
}
