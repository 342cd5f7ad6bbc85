namespace Orion.Framework.Jobs;

/// <summary>Settings under <c>Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>Whether this node does work, or only asks for it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many pieces of work this node does at once.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>How long workers sleep when nothing wakes them.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After this long without a sign of life of its worker, work goes to another one.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often work is tried before it is parked.</summary>
    public int MostAttempts { get; set; } = 12;

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two tries.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long work in progress may go on after the process was told to stop.</summary>
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long work that is done is kept for looking at.</summary>
    public TimeSpan KeepDone { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long keyed work that is done is kept: for so long the same key is not done again.</summary>
    public TimeSpan KeepKeyed { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How many pieces of one store may run here at once: one place is always left to the others.</summary>
    internal int MostPerStore => Math.Max(1, Concurrency - 1);

    /// <summary>
    /// The pause after a failed try: exponential, and up to a fifth shorter or longer, so that what failed together doesn't
    /// come back together.
    /// </summary>
    internal TimeSpan PauseAfter(int attempts, double chance)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        var pause = doubled < LongestPause ? doubled : LongestPause;
        return pause * (0.8 + 0.4 * chance);
    }
}
