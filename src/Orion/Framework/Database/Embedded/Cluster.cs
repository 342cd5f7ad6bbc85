using Microsoft.Extensions.Logging;

namespace Orion.Framework.Database.Embedded;

/// <summary>Makes the cluster once, and refuses one that these binaries can't read.</summary>
internal sealed class Cluster(DataFolder folder, PlatformPackage package, string native, RunAs user)
{
    /// <exception cref="EmbeddedPostgresException">initdb failed, or the cluster is another version's.</exception>
    internal async Task EnsureAsync(string password, ILogger logger, CancellationToken stop)
    {
        if (Directory.Exists(folder.Cluster))
        {
            await RequireUsableAsync(stop);
            return;
        }

        logger.ClusterInitializing(package.Version, folder.Cluster);
        // Under another name until it is whole: an interrupted initdb leaves a folder that looks like a cluster.
        var draft = folder.In("cluster.draft");
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        Directory.CreateDirectory(draft);
        var passwordFile = folder.In("password.initdb");
        try
        {
            await DataFolder.WriteOwnAsync(passwordFile, password, stop);
            await user.HandOverAsync(passwordFile, stop);
            await user.HandOverAsync(draft, stop);
            var outcome = await ChildProcess.RunAsync(InitDb(draft, passwordFile), folder.Path, capture: true, stop);
            if (!outcome.Succeeded)
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL couldn't make a cluster in '{draft}': {outcome.Output}. Its user must own the "
                    + "folder, have a name in /etc/passwd, and find 100 MB of free disk; otherwise set "
                    + "ConnectionStrings__Orion to a server of your own.");
            }
        }
        finally
        {
            File.Delete(passwordFile);
        }

        Directory.Move(draft, folder.Cluster);
    }

    private IReadOnlyList<string> InitDb(string target, string passwordFile)
    {
        // Sorting and case are PostgreSQL's own, the same on every system. Full-text parsing still asks the system's
        // LC_CTYPE, and not every system has one that is called C.UTF-8.
        string[] locale = OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"]
            : OperatingSystem.IsMacOS() ? ["--locale=C", "--lc-ctype=en_US.UTF-8"]
            : ["--locale=C"];
        return user.Command(
        [
            PlatformPackage.Executable(native, "initdb"), "-D", target, "-U", "postgres", "-E", "UTF8",
            "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--no-sync", "--no-instructions",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", .. locale,
        ]);
    }

    private async Task RequireUsableAsync(CancellationToken stop)
    {
        if (!await user.OwnsAsync(folder.Cluster, stop))
        {
            throw new EmbeddedPostgresException(
                $"'{folder.Cluster}' belongs to another user than the one that would run PostgreSQL now. Run as the "
                + "user that made it (not once as root and once without), or choose another data folder.");
        }

        var made = (await File.ReadAllTextAsync(Path.Combine(folder.Cluster, "PG_VERSION"), stop)).Trim();
        var ours = package.Version.Split('.')[0];
        if (int.TryParse(ours, out _) && made != ours)
        {
            throw new EmbeddedPostgresException(
                $"'{folder.Cluster}' was made by PostgreSQL {made}, and the binaries are {package.Version}. Remove "
                + $"'{folder.Path}' to begin with an empty database, or install the binaries of version {made}.");
        }
    }
}
