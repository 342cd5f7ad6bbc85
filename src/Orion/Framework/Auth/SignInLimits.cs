using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Orion.Framework.Auth;

/// <summary>Settings under <c>Limits:SignIn</c>.</summary>
public sealed class SignInLimitOptions
{
    /// <summary>Failed attempts from one address at one account before each further one must wait, longer every time.</summary>
    public int PerAccount { get; set; } = 30;

    /// <summary>Attempts in a minute from one address at any accounts.</summary>
    public int PerAddress { get; set; } = 300;
}

/// <summary>
/// Slows down guessing: counts attempts to sign in by minute from one network address, and lets those from one address at one
/// account wait, twice as long each time up to a minute. Never locks an account, which would let anyone shut anyone out. In memory
/// and bounded; each node counts for itself.
/// </summary>
public sealed class SignInLimits(IOptions<SignInLimitOptions> options, TimeProvider clock)
{
    private const int Capacity = 50_000;
    private const double LongestDelay = 60;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock access = new();
    private readonly Dictionary<string, (DateTimeOffset Start, int Count)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts an attempt. Gives the seconds to wait when there were too many, else null.</summary>
    public int? Take(IPAddress? caller, string account)
    {
        var address = Network(caller);
        var now = clock.GetUtcNow();
        lock (access)
        {
            if (counts.Count >= Capacity) Forget(now);
            return Count(address, options.Value.PerAddress, now) ?? Delay($"{address}|{account}", options.Value.PerAccount, now);
        }
    }

    /// <summary>A right password is no guess: it clears what was counted at the account from this address.</summary>
    public void Succeeded(IPAddress? caller, string account)
    {
        lock (access) counts.Remove($"{Network(caller)}|{account}");
    }

    private int? Count(string key, int most, DateTimeOffset now)
    {
        var (start, count) = counts.TryGetValue(key, out var there) && now - there.Start < Window ? there : (now, 0);
        if (count >= most) return Math.Max(1, (int)Math.Ceiling((start + Window - now).TotalSeconds));
        counts[key] = (start, count + 1);
        return null;
    }

    /// <summary>Here <c>Start</c> is when the last attempt was let through.</summary>
    private int? Delay(string key, int free, DateTimeOffset now)
    {
        var (last, count) = counts.TryGetValue(key, out var there) && now - there.Start < Memory ? there : (now, 0);
        if (count >= free)
        {
            var wait = TimeSpan.FromSeconds(Math.Min(LongestDelay, Math.Pow(2, Math.Min(count - free + 1, 10))));
            if (now - last < wait) return Math.Max(1, (int)Math.Ceiling((last + wait - now).TotalSeconds));
        }

        counts[key] = (now, count + 1);
        return null;
    }

    /// <summary>Makes room: what is over goes; under a flood of made-up accounts everything does, rather than memory growing.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, (start, _)) in counts)
            if (now - start >= Memory)
                counts.Remove(key);
        if (counts.Count >= Capacity) counts.Clear();
    }

    /// <summary>IPv6 by its /64: whoever has one address of it has them all.</summary>
    private static string Network(IPAddress? caller)
    {
        if (caller is null) return "";
        if (caller.IsIPv4MappedToIPv6) caller = caller.MapToIPv4();
        return caller.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(caller.GetAddressBytes().AsSpan(0, 8))
            : caller.ToString();
    }
}
