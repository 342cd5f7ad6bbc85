namespace Orion.Framework.Database.Embedded;

/// <summary>
/// The exclusive right to run a server on a data folder. The operating system gives it back when the process ends,
/// however it ends, so a lock that is held always has a live owner.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>The lock, or null when somebody else holds it.</summary>
    internal static FolderLock? TryTake(string path)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmbeddedPostgresException(
                $"'{path}' can't be written: the folder was made by another user. Run as that user, or choose another "
                + "data folder.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
