namespace Orion.Tests.Fixtures;

/// <summary>Folders for what a test run writes and nobody needs afterwards: in memory where the system has such a place.</summary>
internal static class ScratchFolder
{
    private const string Memory = "/dev/shm";

    public static string New() => Path.Combine(
        Directory.Exists(Memory) ? Memory : Path.GetTempPath(), "orion-tests", Guid.CreateVersion7().ToString("n"));

    public static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
