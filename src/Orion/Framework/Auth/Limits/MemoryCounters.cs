namespace Orion.Framework.Auth.Limits;

/// <summary>The counters of one process: bounded, gone when it stops.</summary>
internal sealed class MemoryCounters
{
    private const int Capacity = 50_000;

    private readonly Lock access = new();
    private readonly Dictionary<string, (DateTimeOffset Start, int Count)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts an attempt at both. Gives the seconds to wait when there were too many, else null.</summary>
    public int? Take(string address, int perAddress, string account, int perAccount, DateTimeOffset now)
    {
        lock (access)
        {
            if (counts.Count >= Capacity) MakeRoom(now);
            return Count(address, perAddress, now) ?? Delay(account, perAccount, now);
        }
    }

    /// <summary>Forgets what was counted.</summary>
    public void Forget(string key)
    {
        lock (access) counts.Remove(key);
    }

    private int? Count(string key, int most, DateTimeOffset now)
    {
        var (start, count) = counts.TryGetValue(key, out var there) && now - there.Start < SignInLimits.Window ? there : (now, 0);
        if (count >= most) return Math.Max(1, (int)Math.Ceiling((start + SignInLimits.Window - now).TotalSeconds));
        counts[key] = (start, count + 1);
        return null;
    }

    /// <summary>Here <c>Start</c> is when the last attempt was let through.</summary>
    private int? Delay(string key, int free, DateTimeOffset now)
    {
        var (last, count) = counts.TryGetValue(key, out var there) && now - there.Start < SignInLimits.Memory ? there : (now, 0);
        if (count >= free)
        {
            var wait = TimeSpan.FromSeconds(Math.Min(SignInLimits.LongestDelay, Math.Pow(2, Math.Min(count - free + 1, 10))));
            if (now - last < wait) return Math.Max(1, (int)Math.Ceiling((last + wait - now).TotalSeconds));
        }

        counts[key] = (now, count + 1);
        return null;
    }

    /// <summary>What is over goes; under a flood of made-up accounts everything does, rather than memory growing.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (key, (start, _)) in counts)
            if (now - start >= SignInLimits.Memory)
                counts.Remove(key);
        if (counts.Count >= Capacity) counts.Clear();
    }
}
