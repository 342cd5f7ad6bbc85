using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Orion.Framework.Configuration;
using StackExchange.Redis;

namespace Orion.Framework.Auth.Limits;

/// <summary>
/// The counters that all nodes share, in Redis when <c>ConnectionStrings:Redis</c> names one. Each counter is read, judged and written
/// by one script, so two nodes can't both let the last attempt through. Keys are hashes: neither addresses nor accounts can be read
/// there. When Redis doesn't answer within a quarter of a second it isn't asked for two seconds, and who asks counts for itself.
/// </summary>
public sealed partial class RedisCounters : IAsyncDisposable, IDisposable
{
    /// <summary>The name of the connection string; without it each process counts for itself.</summary>
    public const string Setting = "Redis";

    private const string WindowScript =
        """
        local start, count = tonumber(redis.call('HGET', KEYS[1], 's')), tonumber(redis.call('HGET', KEYS[1], 'n'))
        local now, most, span = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        if not start or now - start >= span then start = now; count = 0 end
        if count >= most then return math.max(1, math.ceil((start + span - now) / 1000)) end
        redis.call('HSET', KEYS[1], 's', start, 'n', count + 1)
        redis.call('PEXPIRE', KEYS[1], span)
        return 0
        """;

    private const string DelayScript =
        """
        local last, count = tonumber(redis.call('HGET', KEYS[1], 's')), tonumber(redis.call('HGET', KEYS[1], 'n'))
        local now, free, memory, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        if not last or now - last >= memory then last = now; count = 0 end
        if count >= free then
          local wait = math.min(longest, 2 ^ math.min(count - free + 1, 10)) * 1000
          if now - last < wait then return math.max(1, math.ceil((last + wait - now) / 1000)) end
        end
        redis.call('HSET', KEYS[1], 's', now, 'n', count + 1)
        redis.call('PEXPIRE', KEYS[1], memory)
        return 0
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private static readonly Counter<long> Fallbacks = new Meter("Orion.Auth").CreateCounter<long>(
        "orion.limits.fallbacks", description: "Attempts to sign in that a node counted for itself, because Redis did not answer.");

    private readonly ILogger<RedisCounters> log;
    private readonly Task<ConnectionMultiplexer>? connecting;
    private long restUntil;
    private int isAway;

    /// <exception cref="OperatorException">The connection string can't be read.</exception>
    public RedisCounters(IConfiguration configuration, ILogger<RedisCounters> log)
    {
        this.log = log;
        if (configuration.GetConnectionString(Setting) is { Length: > 0 } text) connecting = ConnectionMultiplexer.ConnectAsync(OptionsOf(text));
    }

    /// <summary>Whether there is a Redis to ask.</summary>
    public bool IsConfigured => connecting is not null;

    /// <summary>Whether it answered when it was last asked, as far as is known.</summary>
    public bool IsReachable => connecting is { IsCompletedSuccessfully: true } && connecting.Result.IsConnected && Volatile.Read(ref isAway) == 0;

    /// <summary>Counts an attempt at both. Gives 0, or the seconds to wait; null when Redis doesn't answer.</summary>
    internal async ValueTask<int?> TakeAsync(string address, int perAddress, string account, int perAccount, DateTimeOffset now)
    {
        var moment = now.ToUnixTimeMilliseconds();
        return await AskAsync(async redis =>
        {
            var wait = (int)await redis.ScriptEvaluateAsync(
                WindowScript, [KeyOf(address)], [moment, perAddress, (long)SignInLimits.Window.TotalMilliseconds]);
            return wait > 0
                ? wait
                : (int)await redis.ScriptEvaluateAsync(
                    DelayScript, [KeyOf(account)], [moment, perAccount, (long)SignInLimits.Memory.TotalMilliseconds, SignInLimits.LongestDelay]);
        });
    }

    /// <summary>Forgets what was counted.</summary>
    internal async ValueTask ForgetAsync(string key) => await AskAsync(async redis => await redis.KeyDeleteAsync(KeyOf(key)) ? 1 : 0);

    /// <summary>Asks for the connection to be tried now, rather than when somebody signs in: for the check of health.</summary>
    internal async ValueTask<bool> PingAsync() => await AskAsync(async redis => (int)(await redis.PingAsync()).TotalMilliseconds) is not null;

    public async ValueTask DisposeAsync()
    {
        if (connecting is null) return;
        try
        {
            await (await connecting).DisposeAsync();
        }
        catch (RedisException)
        {
            // There never was a connection to close.
        }
    }

    public void Dispose()
    {
        if (connecting is { IsCompletedSuccessfully: true }) connecting.Result.Dispose();
    }

    private async ValueTask<int?> AskAsync(Func<IDatabase, Task<int>> work)
    {
        if (Environment.TickCount64 >= Volatile.Read(ref restUntil) && connecting is { IsCompletedSuccessfully: true })
        {
            try
            {
                var answer = await work(connecting.Result.GetDatabase()).WaitAsync(Patience);
                if (Interlocked.Exchange(ref isAway, 0) == 1) IsBack();
                return answer;
            }
            catch (Exception fault) when (fault is RedisException or TimeoutException or ObjectDisposedException)
            {
                Volatile.Write(ref restUntil, Environment.TickCount64 + (long)Rest.TotalMilliseconds);
                if (Interlocked.Exchange(ref isAway, 1) == 0) HasGone(fault.GetType().Name);
            }
        }

        Fallbacks.Add(1);
        return null;
    }

    private static ConfigurationOptions OptionsOf(string text)
    {
        try
        {
            var options = ConfigurationOptions.Parse(text);
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 1000;
            options.AsyncTimeout = (int)Patience.TotalMilliseconds;
            options.BacklogPolicy = BacklogPolicy.FailFast;
            options.ReconnectRetryPolicy = new LinearRetry((int)Rest.TotalMilliseconds);
            options.ClientName = "orion";
            return options;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw new OperatorException($"ConnectionStrings:{Setting} can't be read: give it as host:port, for example redis:6379.");
        }
    }

    private static RedisKey KeyOf(string what) => "orion:limit:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer ({Fault}): this node counts attempts to sign in for itself until it does.")]
    private partial void HasGone(string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis answers again: attempts to sign in are counted together.")]
    private partial void IsBack();
}
