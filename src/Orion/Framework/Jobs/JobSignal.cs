namespace Orion.Framework.Jobs;

/// <summary>Wakes the workers of this node at once, and those of others soon after.</summary>
public sealed class JobSignal : IDisposable
{
    /// <summary>The channel on which nodes tell each other that there is work; the payload is <see cref="Node"/> of the one that speaks.</summary>
    public const string Channel = "orion_jobs";

    private readonly SemaphoreSlim due = new(0, 1);
    private readonly SemaphoreSlim untold = new(0, 1);

    /// <summary>Names this node among those that share the database.</summary>
    public string Node { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>There is work.</summary>
    public void Wake()
    {
        Set(due);
        Set(untold);
    }

    /// <summary>There may be work that the other nodes know of.</summary>
    public void WakeHere() => Set(due);

    /// <summary>Waits until there may be work, at most <paramref name="longest"/>.</summary>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken stop) => due.WaitAsync(longest, stop);

    /// <summary>Waits until there is work of which the other nodes don't know.</summary>
    internal Task WaitUntoldAsync(CancellationToken stop) => untold.WaitAsync(stop);

    public void Dispose()
    {
        due.Dispose();
        untold.Dispose();
    }

    private static void Set(SemaphoreSlim flag)
    {
        try
        {
            flag.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody has said so already.
        }
    }
}
