using System.Security.Cryptography;

namespace Orion.Framework.Auth;

/// <summary>
/// Makes, promotes and retires signing keys. A key is published before it signs and verifies after it has signed, so that no
/// rotation ends a session: next for at least <see cref="KeyRing.ReadAgain"/>, current, and retired until what it signed expired.
/// </summary>
public sealed class KeyRotation(PlatformDb db, KeySeal seal, TimeProvider clock)
{
    /// <summary>How long a key signs before the schedule replaces it.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromDays(30);

    /// <summary>How long a key verifies once it signs no more: the longest life of a token and a little for clocks.</summary>
    public static readonly TimeSpan VerifiesFor = AccessTokens.PageLife + TimeSpan.FromMinutes(10);

    /// <summary>Makes what is missing: a key that signs and one that waits.</summary>
    public Task<bool> EnsureAsync(CancellationToken stop) => ChangeAsync((_, _) => false, stop);

    /// <summary>Rotates when the current key has signed for <see cref="Every"/>, and forgets keys that verify nothing any more.</summary>
    public Task<bool> RotateIfDueAsync(CancellationToken stop) => ChangeAsync((current, now) => now - (current.SigningSince ?? current.CreatedAt) >= Every, stop);

    /// <summary>Rotates now: the next key signs, another one waits.</summary>
    public Task<bool> RotateAsync(CancellationToken stop) => ChangeAsync((_, _) => true, stop);

    private Task<bool> ChangeAsync(Func<SigningKey, DateTimeOffset, bool> rotates, CancellationToken stop) => db.InTransactionAsync(
        async () =>
        {
            // One node at a time, so that all agree on one current and one next.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('orion.signing_keys'))", stop);
            var now = clock.GetUtcNow();
            var keys = await db.Set<SigningKey>().ToListAsync(stop);
            db.RemoveRange(keys.Where(k => k.State == SigningKeyState.Retired && now - k.RetiredAt > VerifiesFor));
            var current = keys.SingleOrDefault(k => k.State == SigningKeyState.Current);
            var next = keys.SingleOrDefault(k => k.State == SigningKeyState.Next);
            // A key that other nodes may not have read yet must not sign.
            var rotated = current is not null && rotates(current, now) && next is not null && now - next.CreatedAt >= KeyRing.ReadAgain;
            if (rotated)
            {
                current!.Retire(now);
                await db.SaveChangesAsync(stop);
                current = null;
            }

            if (current is null)
            {
                var promoted = next ?? Make(now);
                if (next is null) db.Add(promoted);
                promoted.Promote(now);
                await db.SaveChangesAsync(stop);
                next = null;
            }

            if (next is null) db.Add(Make(now));
            await db.SaveChangesAsync(stop);
            return rotated;
        }, stop);

    private SigningKey Make(DateTimeOffset now)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return SigningKey.Make(id, seal.Seal(id, made.ExportPkcs8PrivateKey()), seal.IsOn, now);
    }
}

/// <summary>Looks every hour whether the keys are due. Every node does; the database lets one at a time.</summary>
public sealed class KeySchedule(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeySchedule> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<KeyRotation>().RotateIfDueAsync(stoppingToken))
                    log.LogInformation("The key that signs access tokens was replaced");
            }
            catch (Exception wrong) when (wrong is Npgsql.NpgsqlException or InvalidOperationException or DbUpdateException)
            {
                log.LogWarning(wrong, "The signing keys could not be looked at; trying again in an hour");
            }
        }
    }
}
