namespace Orion.Framework.Storage;

/// <summary>A picture's renditions, written but not found by anybody until they are kept. Disposing leaves nothing of what wasn't.</summary>
public sealed class PictureDraft(IFileStore files, Guid store) : IDisposable
{
    private readonly List<(string Draft, string Name)> renditions = [];
    private readonly List<string> kept = [];

    /// <summary>What it will be when it is kept.</summary>
    public StoredPicture Picture { get; internal set; } = null!;

    /// <summary>Gives the renditions their names.</summary>
    public void Keep()
    {
        foreach (var (draft, name) in renditions)
        {
            files.Keep(store, draft, name);
            kept.Add(name);
        }

        renditions.Clear();
    }

    /// <summary>Deletes what was kept.</summary>
    public void TakeBack()
    {
        foreach (var name in kept) files.Delete(store, name);
        kept.Clear();
    }

    public void Dispose()
    {
        foreach (var (draft, _) in renditions) files.Delete(store, draft);
        renditions.Clear();
    }

    internal async Task AddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken stop) =>
        renditions.Add((await files.DraftAsync(store, name, content, stop), name));
}
