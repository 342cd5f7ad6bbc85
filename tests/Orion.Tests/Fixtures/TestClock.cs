namespace Orion.Tests.Fixtures;

/// <summary>A clock that stands where a test puts it. Timers still run in real time, so that nothing waits for ever.</summary>
public sealed class TestClock : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 3, 14, 9, 0, 0, TimeSpan.Zero).Ticks;

    /// <summary>The moment that everybody is told.</summary>
    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref ticks, value.UtcTicks);
    }

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => Now;
}
