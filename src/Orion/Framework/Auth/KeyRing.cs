using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Orion.Framework.Auth;

/// <summary>
/// The keys of the installation, read once and again when a token names one that isn't known (a key that another node made).
/// </summary>
public sealed class KeyRing(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile IReadOnlyList<ECDsaSecurityKey> keys = [];
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    /// <summary>The key that signs.</summary>
    public async ValueTask<ECDsaSecurityKey> SigningAsync(CancellationToken stop)
    {
        if (keys.Count == 0) await ReadAsync(stop);
        return keys[0];
    }

    /// <summary>The keys that verify. Looks in the database for an unknown <paramref name="kid"/>, at most every few seconds.</summary>
    public async ValueTask<IReadOnlyList<SecurityKey>> VerifyingAsync(string? kid, CancellationToken stop)
    {
        if (keys.All(k => k.KeyId != kid) && clock.GetUtcNow() - readAt > LookAgain) await ReadAsync(stop);
        return keys;
    }

    public void Dispose() => reading.Dispose();

    private async Task ReadAsync(CancellationToken stop)
    {
        await reading.WaitAsync(stop);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var kept = await db.Set<SigningKey>().AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync(stop);
            if (kept.Count == 0) kept = await MakeFirstAsync(db, stop);
            keys = [.. kept.Select(Import)];
            readAt = clock.GetUtcNow();
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<List<SigningKey>> MakeFirstAsync(PlatformDb db, CancellationToken stop)
    {
        return await db.InTransactionAsync(async () =>
        {
            // Two nodes that start at once agree on one first key.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('orion.signing_keys'))", stop);
            var there = await db.Set<SigningKey>().AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync(stop);
            if (there.Count > 0) return there;
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var key = SigningKey.Make(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), made.ExportPkcs8PrivateKey(), clock.GetUtcNow());
            db.Add(key);
            await db.SaveChangesAsync(stop);
            return [key];
        }, stop);
    }

    private static ECDsaSecurityKey Import(SigningKey key)
    {
        var curve = ECDsa.Create();
        curve.ImportPkcs8PrivateKey(key.PrivateKey, out _);
        return new ECDsaSecurityKey(curve) { KeyId = key.Id };
    }
}
