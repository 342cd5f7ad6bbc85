using Orion.Framework.Configuration;

namespace Orion.Framework.Storage;

/// <summary>Files of stores: one folder a store, names that can't leave it.</summary>
public interface IFileStore
{
    /// <summary>Writes a file, whole or not at all.</summary>
    Task SaveAsync(Guid store, string name, ReadOnlyMemory<byte> content, CancellationToken stop);

    /// <summary>Writes a file that nobody finds yet, and gives the name by which to keep it or to delete it.</summary>
    Task<string> DraftAsync(Guid store, string name, ReadOnlyMemory<byte> content, CancellationToken stop);

    /// <summary>Gives a draft its name, in one step; what had the name before is replaced.</summary>
    void Keep(Guid store, string draft, string name);

    /// <summary>Deletes a file or a draft; nothing happens when there is none.</summary>
    void Delete(Guid store, string name);

    /// <summary>Deletes drafts last written before a time: whoever wrote them was killed. Gives how many.</summary>
    int DeleteDrafts(DateTimeOffset before);

    /// <summary>Opens a file, or gives null when there is none.</summary>
    Stream? Open(Guid store, string name);

    /// <summary>Whether there is such a file.</summary>
    bool Exists(Guid store, string name);
}

/// <summary>Files in a local folder: <c>ORION_DATA/files</c>.</summary>
public sealed class LocalFileStore(IConfiguration configuration) : IFileStore
{
    private const string Draft = ".draft";

    private readonly string root = Path.Combine(DataFolder.Of(configuration), "files");

    public async Task SaveAsync(Guid store, string name, ReadOnlyMemory<byte> content, CancellationToken stop) =>
        Keep(store, await DraftAsync(store, name, content, stop), name);

    public async Task<string> DraftAsync(Guid store, string name, ReadOnlyMemory<byte> content, CancellationToken stop)
    {
        var draft = $"{name}.{Guid.CreateVersion7():N}{Draft}";
        var path = PathOf(store, draft);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew);
            await file.WriteAsync(content, stop);
            return draft;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public void Keep(Guid store, string draft, string name) => File.Move(PathOf(store, draft), PathOf(store, name), overwrite: true);

    public void Delete(Guid store, string name)
    {
        var path = PathOf(store, name);
        if (File.Exists(path)) File.Delete(path);
    }

    public int DeleteDrafts(DateTimeOffset before)
    {
        if (!Directory.Exists(root)) return 0;
        var deleted = 0;
        foreach (var draft in new DirectoryInfo(root).EnumerateFiles("*" + Draft, SearchOption.AllDirectories).Where(f => f.LastWriteTimeUtc < before).ToList())
            try
            {
                draft.Delete();
                deleted++;
            }
            catch (Exception stays) when (stays is IOException or UnauthorizedAccessException)
            {
                // One that can't be deleted keeps none of the others; it is tried again the next night.
            }

        return deleted;
    }

    public Stream? Open(Guid store, string name)
    {
        var path = PathOf(store, name);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true) : null;
    }

    public bool Exists(Guid store, string name) => File.Exists(PathOf(store, name));

    private string PathOf(Guid store, string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && name[0] != '.'
            ? Path.Combine(root, store.ToString("N"), name)
            : throw new ArgumentException("This is no file's name.", nameof(name));
}

/// <summary>Registers storage.</summary>
public static class StorageRegistration
{
    /// <summary>Files and pictures.</summary>
    public static IServiceCollection AddOrionStorage(this IServiceCollection services) =>
        services.AddSingleton<IFileStore, LocalFileStore>().AddSingleton<Pictures>().AddScoped<ClosedStoreMedia>();
}
