using System.Buffers.Text;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Orion.Framework.Configuration;

namespace Orion.Framework.Auth;

/// <summary>
/// Hashes and checks passwords: bcrypt, cost 12, over SHA-384 so that no character of a long password is ignored. A check costs
/// about a quarter of a second of a core, so only a few run at once: a flood of sign-ins waits here and leaves the rest alone.
/// </summary>
public sealed class Passwords : IDisposable
{
    /// <summary>The setting that holds bcrypt's cost; for tests, which check many.</summary>
    public const string CostSetting = "Passwords:Cost";

    /// <summary>The setting that says how many may wait for their turn; whoever comes then is told to come back.</summary>
    public const string QueueSetting = "Passwords:Queue";

    private const int UsualCost = 12;
    private const int UsualQueue = 16;
    private const int ComeBack = 2;

    private static readonly Counter<long> Checks = new Meter("Orion.Auth").CreateCounter<long>(
        "orion.password.checks", description: "Passwords compared with a hash, whether or not there was an account.");

    private readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly int cost;
    private readonly int longestQueue;
    private int waiting;
    private readonly Lazy<string> dummy;

    /// <exception cref="OperatorException">The cost is none, or lower than 12 outside of Development and tests.</exception>
    public Passwords(IConfiguration configuration, IHostEnvironment environment)
    {
        cost = configuration.GetValue(CostSetting, UsualCost);
        longestQueue = configuration.GetValue(QueueSetting, UsualQueue);
        if (cost is < 4 or > 16 || (cost < UsualCost && environment.IsProduction()))
            throw new OperatorException($"{CostSetting} must be from {UsualCost} to 16.");
        dummy = new(() => BCrypt.Net.BCrypt.EnhancedHashPassword("nobody has this password", cost));
    }

    /// <summary>A password that nobody need think of: 128 random bits.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The hash to store.</summary>
    public Task<string> HashAsync(string password, CancellationToken stop) =>
        TakeTurnAsync(() => BCrypt.Net.BCrypt.EnhancedHashPassword(password.Normalize(), cost), stop);

    /// <summary>
    /// Whether the password fits. Takes as long for an unknown account, or one without a password (<paramref name="hash"/> null or empty), as for a known one.
    /// </summary>
    public Task<bool> FitsAsync(string password, string? hash, CancellationToken stop) =>
        TakeTurnAsync(
            () =>
            {
                // Made on the first check whatever that is for, so that its cost says nothing about the account.
                var against = dummy.Value;
                Checks.Add(1);
                return BCrypt.Net.BCrypt.EnhancedVerify(password.Normalize(), string.IsNullOrEmpty(hash) ? against : hash) && !string.IsNullOrEmpty(hash);
            }, stop);

    /// <summary>Runs another slow hash within the same bound: never more of both at once than cores allow.</summary>
    public async Task<T> TakeTurnAsync<T>(Func<T> work, CancellationToken stop)
    {
        // A queue without a bound would keep everybody waiting for longer than anybody waits.
        if (Interlocked.Increment(ref waiting) > longestQueue)
        {
            Interlocked.Decrement(ref waiting);
            throw new InvalidInputException(
                new Refusal(503, "busy", "Too many people are signing in right now. Try again in a moment.") { RetryAfter = ComeBack });
        }

        try
        {
            await turns.WaitAsync(stop);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            return await Background.RunAsync(work, stop);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
