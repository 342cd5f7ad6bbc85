using Orion.Framework.Auth;

namespace Orion.Features.Core.SecondFactors;

/// <summary>
/// Looks at a code from the app or a recovery code. The user's row is taken first, so that of several that come at once one after
/// the other is looked at: a code is good once. Wrong ones in a row are counted on the row, whatever address they come from; beyond
/// ten each must wait, longer every time up to a minute (NIST SP 800-63B, 3.2.2), and never is anybody locked out for good.
/// </summary>
public sealed class SecondFactorCheck(PlatformDb db, RequestContext request, SecondFactorSecrets secrets, Passwords passwords, SignInLimits limits)
{
    /// <summary>Wrong codes in a row that cost no waiting.</summary>
    public const int Free = 10;

    private const int LongestWait = 60;

    /// <summary>The code isn't right, was used before, or is too old.</summary>
    public static readonly Refusal WrongCode = Refusal.Invalid("code", "This code is not right, or was used already. Try the next one that the app shows.", "bad_code");

    /// <summary>There is nothing to check against: the second factor was turned off meanwhile.</summary>
    public static readonly Refusal IsOff = Refusal.Conflict("second_factor_off", "This account has no second factor now.");

    /// <summary>
    /// Checks a code of a user whose second factor is on, and does what it is for in the same transaction: when
    /// <paramref name="then"/> refuses, the code stays good.
    /// </summary>
    public async Task<Outcome<T>> RunAsync<T>(Guid user, string? typed, Func<CodeKind, Task<Outcome<T>>> then, Func<Task>? whenWrong, CancellationToken stop)
    {
        if (await limits.TakeAsync(request.CallerAddress, $"second-factor|{user}") is { } early) return TooMany(early);
        var digits = AuthenticatorApp.Read(typed);
        var recovery = digits is null && RecoveryCode.Read(typed) is { } text ? await HashAsync(user, text, stop) : null;

        var isRefusedByThen = false;
        var outcome = await db.InTransactionAsync<Outcome<T>>(
            async () =>
            {
                var now = request.Now;
                var mine = db.Set<User>().Where(u => u.Id == user && u.SecondFactorSince != null);
                var taken = await mine.Where(u => u.SecondFactorWaitsUntil == null || u.SecondFactorWaitsUntil <= now)
                    .ExecuteUpdateAsync(s => s.SetProperty(u => u.SecondFactorFailures, u => u.SecondFactorFailures + 1), stop);
                if (await mine.AsNoTracking().FirstOrDefaultAsync(stop) is not { } factor) return IsOff;
                if (taken == 0) return TooMany((int)Math.Ceiling((factor.SecondFactorWaitsUntil!.Value - now).TotalSeconds));

                var kind = digits is not null ? await UseStepAsync(factor, digits, now, stop)
                    : recovery is not null ? await UseRecoveryCodeAsync(factor, recovery, now, stop) : null;
                if (kind is null)
                {
                    DateTimeOffset? until = factor.SecondFactorFailures < Free ? null : now.AddSeconds(Wait(factor.SecondFactorFailures));
                    await mine.ExecuteUpdateAsync(s => s.SetProperty(u => u.SecondFactorWaitsUntil, until), stop);
                    if (whenWrong is not null) await whenWrong();
                    return WrongCode;
                }

                DateTimeOffset? never = null;
                await mine.ExecuteUpdateAsync(
                    s => s.SetProperty(u => u.SecondFactorFailures, 0).SetProperty(u => u.SecondFactorWaitsUntil, never), stop);
                var done = await then(kind.Value);
                isRefusedByThen = done.Refusal is not null;
                return done;
            }, _ => !isRefusedByThen, stop);
        if (outcome.Refusal is null) await limits.SucceededAsync(request.CallerAddress, $"second-factor|{user}");
        return outcome;
    }

    private async Task<CodeKind?> UseStepAsync(User factor, string digits, DateTimeOffset now, CancellationToken stop)
    {
        var secret = secrets.Open(factor.Id, factor.SecondFactorSecret!, factor.IsSecondFactorSealed);
        if (AuthenticatorApp.StepOf(secret, digits, now, factor.SecondFactorStep) is not { } step) return null;
        await db.Set<User>().Where(u => u.Id == factor.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.SecondFactorStep, step), stop);
        return CodeKind.App;
    }

    private async Task<CodeKind?> UseRecoveryCodeAsync(User factor, RecoveryHash recovery, DateTimeOffset now, CancellationToken stop)
    {
        if (factor.RecoverySet != recovery.Set) return null;
        var used = await db.Set<RecoveryCode>()
            .Where(c => c.UserId == factor.Id && c.Set == recovery.Set && c.Hash == recovery.Hash && c.UsedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now), stop);
        return used == 1 ? CodeKind.Recovery : null;
    }

    /// <summary>Before the row is taken: it costs a tenth of a second.</summary>
    private async Task<RecoveryHash?> HashAsync(Guid user, string text, CancellationToken stop)
    {
        var set = await db.Set<User>().Where(u => u.Id == user).Select(u => u.RecoverySet).FirstOrDefaultAsync(stop);
        return set is { } salt ? new RecoveryHash(salt, await passwords.TakeTurnAsync(() => RecoveryCode.HashOf(salt, text), stop)) : null;
    }

    private static int Wait(int failures) => (int)Math.Min(LongestWait, Math.Pow(2, Math.Min(failures - Free + 1, 10)));

    private static Refusal TooMany(int seconds) =>
        new(429, "too_many_attempts", "Too many wrong codes. Wait a minute, then try again.") { RetryAfter = Math.Max(1, seconds) };

    private sealed record RecoveryHash(Guid Set, byte[] Hash);
}

/// <summary>What stood for the second factor.</summary>
public enum CodeKind
{
    /// <summary>A code from the app.</summary>
    App,

    /// <summary>A recovery code.</summary>
    Recovery
}
