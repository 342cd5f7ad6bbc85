using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orion.Framework.Auth.Limits;

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
/// account wait, twice as long each time up to a minute. Never locks an account, which would let anyone shut anyone out. All nodes
/// count together in Redis when it is configured and answers; otherwise each counts for itself.
/// </summary>
public sealed class SignInLimits(IOptions<SignInLimitOptions> options, TimeProvider clock, RedisCounters shared)
{
    /// <summary>The longest that an attempt at one account waits, in seconds.</summary>
    internal const int LongestDelay = 60;

    /// <summary>For which attempts from one address are counted together.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>After which attempts at an account are forgotten.</summary>
    internal static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly MemoryCounters own = new();

    /// <summary>Counts an attempt. Gives the seconds to wait when there were too many, else null.</summary>
    public async ValueTask<int?> TakeAsync(IPAddress? caller, string account)
    {
        var (address, now, most) = (Network(caller), clock.GetUtcNow(), options.Value);
        var key = $"{address}|{account}";
        if (shared.IsConfigured && await shared.TakeAsync(address, most.PerAddress, key, most.PerAccount, now) is { } answer)
            return answer == 0 ? null : answer;
        return own.Take(address, most.PerAddress, key, most.PerAccount, now);
    }

    /// <summary>A right password is no guess: it clears what was counted at the account from this address.</summary>
    public async ValueTask SucceededAsync(IPAddress? caller, string account)
    {
        var key = $"{Network(caller)}|{account}";
        own.Forget(key);
        if (shared.IsConfigured) await shared.ForgetAsync(key);
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
