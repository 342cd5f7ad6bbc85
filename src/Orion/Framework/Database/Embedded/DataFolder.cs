using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Orion.Framework.Database.Embedded;

/// <summary>The folder of one embedded server, and the names of what is in it.</summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const long LargestLog = 16 * 1024 * 1024;

    private readonly RunAs _user;

    private DataFolder(string path, RunAs user)
    {
        Path = path;
        _user = user;
    }

    internal string Path { get; }

    internal string Cluster => In("cluster");

    internal string Lock => In("data.lock");

    internal string Log => In("postgres.log");

    /// <summary>Says which process owns the running server, and its port; there only while it is ready.</summary>
    internal string Owner => In("owner");

    internal string In(string name) => System.IO.Path.Combine(Path, name);

    internal static async Task<DataFolder> OpenAsync(
        string wanted, RunAs user, ILogger logger, CancellationToken stop)
    {
        wanted = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(wanted));
        // The folder itself can be opened for the server's user, the folders above it are not ours to change.
        if (await user.CanReachAsync(System.IO.Path.GetDirectoryName(wanted) ?? wanted, stop))
        {
            MakeFolder(wanted, user);
            if (await user.CanReachAsync(wanted, stop))
            {
                return new DataFolder(wanted, user);
            }
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..16];
        var actual = System.IO.Path.Combine(await user.OpenFolderAsync(stop), $"orion-data-{hash}");
        MakeFolder(actual, user);
        await RunAs.RequireOwnAsync(actual, stop);
        logger.DataFolderMoved(wanted, actual);
        return new DataFolder(actual, user);
    }

    /// <summary>
    /// The superuser's password: random, made once, readable by the process's own user alone. A password rather than
    /// trust, because every user of the machine can reach a loopback port.
    /// </summary>
    internal async Task<string> PasswordAsync(CancellationToken stop)
    {
        var file = In("password");
        if (!File.Exists(file))
        {
            await WriteOwnAsync(file, RandomNumberGenerator.GetHexString(48, lowercase: true), stop);
        }

        return (await File.ReadAllTextAsync(file, stop)).Trim();
    }

    /// <summary>The port on which the server listened last, or null.</summary>
    internal async Task<int?> PortAsync(CancellationToken stop)
    {
        var file = In("port");
        return File.Exists(file)
            && int.TryParse(await File.ReadAllTextAsync(file, stop), CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
                ? port
                : null;
    }

    internal Task KeepPortAsync(int port, CancellationToken stop) =>
        WriteOwnAsync(In("port"), port.ToString(CultureInfo.InvariantCulture), stop);

    /// <summary>Writes a file that appears whole or not at all, readable by the process's own user alone.</summary>
    internal static async Task WriteOwnAsync(string file, string text, CancellationToken stop)
    {
        var draft = file + ".draft";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        await using (var stream = new FileStream(draft, options))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
        }

        File.Move(draft, file, overwrite: true);
    }

    /// <summary>Makes sure that the server's user can write the log, and that it doesn't grow for ever.</summary>
    internal async Task PrepareLogAsync(CancellationToken stop)
    {
        if (File.Exists(Log) && new FileInfo(Log).Length > LargestLog)
        {
            File.Move(Log, Log + ".1", overwrite: true);
        }

        if (!File.Exists(Log))
        {
            await WriteOwnAsync(Log, "", stop);
            await _user.HandOverAsync(Log, stop);
        }
    }

    internal string LastLogLines()
    {
        if (!File.Exists(Log))
        {
            return "";
        }

        using var stream = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(stream.Length, 8192), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(12));
    }

    private static void MakeFolder(string folder, RunAs user)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows())
            {
                SetMode(folder, user);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"The data folder '{folder}' can't be made or isn't this user's: {e.Message} Choose another one.", e);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void SetMode(string folder, RunAs user)
    {
        var mode = File.GetUnixFileMode(folder);
        var needed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | (user.IsAnotherUser ? UnixFileMode.OtherExecute : UnixFileMode.None);
        // Others may pass through to the cluster that one of them owns, and see nothing on the way.
        const UnixFileMode forbidden = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if ((mode & needed) != needed || (mode & forbidden) != 0)
        {
            File.SetUnixFileMode(folder, (mode | needed) & ~forbidden);
        }
    }
}
