using Microsoft.Extensions.Logging;

namespace Orion.Framework.Database.Embedded;

/// <summary>Makes the binaries usable by the user that runs the server: where they are, or as a copy.</summary>
internal static class SharedBinaries
{
    private const UnixFileMode OpenFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The native folder to run from, with its links made.</summary>
    internal static async Task<string> PrepareAsync(
        PlatformPackage package, RunAs user, ILogger logger, CancellationToken stop)
    {
        if (await user.CanReachAsync(package.NativeFolder, stop) && TryMakeLinks(package))
        {
            return package.NativeFolder;
        }

        var name = $"orion-postgresql-{package.Version}{OwnSuffix(user)}";
        var copy = Path.Combine(await user.OpenFolderAsync(stop), name);
        if (Directory.Exists(copy))
        {
            await RunAs.RequireOwnAsync(copy, stop);
            if (IsComplete(package, copy))
            {
                return copy;
            }

            // Sweepers of temporary folders remove single old files; what is left of such a copy can't be trusted.
            Discard(copy);
        }

        Copy(package, copy);
        await RunAs.RequireOwnAsync(copy, stop);
        logger.BinariesCopied(package.NativeFolder, copy);
        return copy;
    }

    private static void Discard(string copy)
    {
        var broken = $"{copy}.broken-{Guid.CreateVersion7():n}";
        try
        {
            Directory.Move(copy, broken);
            Directory.Delete(broken, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process discards it at this very moment.
        }
    }

    private static bool TryMakeLinks(PlatformPackage package)
    {
        try
        {
            package.MakeLinks(package.NativeFolder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A read-only package, as in a container image.
            return package.HasLinks(package.NativeFolder);
        }
    }

    // Root's copy serves everyone. Any other user copies only from a read-only package, for himself.
    private static string OwnSuffix(RunAs user) => user.IsAnotherUser ? "" : "-" + Environment.UserName;

    private static bool IsComplete(PlatformPackage package, string copy) =>
        package.HasLinks(copy)
        && FilesBelow(package.NativeFolder).All(file => File.Exists(Path.Combine(copy, file)));

    private static void Copy(PlatformPackage package, string copy)
    {
        var draft = $"{copy}.draft-{Guid.CreateVersion7():n}";
        MakeOpenFolder(draft);
        foreach (var file in FilesBelow(package.NativeFolder))
        {
            var from = Path.Combine(package.NativeFolder, file);
            var to = Path.Combine(draft, file);
            MakeOpenFolder(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            if (!OperatingSystem.IsWindows())
            {
                var runnable = File.GetUnixFileMode(from).HasFlag(UnixFileMode.UserExecute);
                File.SetUnixFileMode(to, runnable ? OpenFile | Run : OpenFile);
            }
        }

        package.MakeLinks(draft);
        try
        {
            Directory.Move(draft, copy);
        }
        catch (IOException) when (Directory.Exists(copy))
        {
            // Another process was faster; its copy is as good.
            Directory.Delete(draft, recursive: true);
        }
    }

    private static void MakeOpenFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        MakeOpenFolder(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            // Said outright, because the umask of root may be 077.
            File.SetUnixFileMode(folder, OpenFile | Run);
        }
    }

    private static IEnumerable<string> FilesBelow(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.LinkTarget is null)
            .Select(file => Path.GetRelativePath(folder, file.FullName));
}
