using System.Globalization;

namespace Orion.Framework.Database.Embedded;

/// <summary>
/// What the owner of a running server writes down for others who want to share it. Written when the server is ready and
/// removed before it stops, so nobody adopts a server that its new owner is about to stop as an orphan.
/// </summary>
internal sealed record ServerOwner(int ProcessId, int Port)
{
    internal static Task AnnounceAsync(DataFolder folder, int port, CancellationToken stop) =>
        DataFolder.WriteOwnAsync(
            folder.Owner, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {port}"), stop);

    internal static void Withdraw(DataFolder folder) => File.Delete(folder.Owner);

    /// <summary>The owner of a ready server, or null while there is none.</summary>
    internal static ServerOwner? Read(DataFolder folder)
    {
        try
        {
            var parts = File.ReadAllText(folder.Owner).Split(' ');
            return parts.Length == 2
                && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var process)
                && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var port)
                && PostmasterFile.IsAlive(process)
                    ? new ServerOwner(process, port)
                    : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
