using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Orion.Framework.Auth;

/// <summary>
/// The keys of the installation as this node knows them: read at first use, again when they are older than <see cref="ReadAgain"/>,
/// and when a token names one that isn't known.
/// </summary>
public sealed class KeyRing(IServiceScopeFactory scopes, KeySeal seal, TimeProvider clock) : IDisposable
{
    /// <summary>How old a node's copy may be. A key waits at least as long before it signs, so every node can verify it by then.</summary>
    public static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile IReadOnlyList<KnownKey> keys = [];
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    /// <summary>The key that signs.</summary>
    public async ValueTask<ECDsaSecurityKey> SigningAsync(CancellationToken stop)
    {
        await FreshenAsync(ReadAgain, stop);
        return keys.First(k => k.State == SigningKeyState.Current).Key;
    }

    /// <summary>The keys that verify. Looks in the database for an unknown <paramref name="kid"/>, at most every few seconds.</summary>
    public async ValueTask<IReadOnlyList<SecurityKey>> VerifyingAsync(string? kid, CancellationToken stop)
    {
        await FreshenAsync(keys.Any(k => k.Key.KeyId == kid) ? ReadAgain : LookAgain, stop);
        var now = clock.GetUtcNow();
        return [.. keys.Where(k => k.RetiredAt is not { } retired || now - retired <= KeyRotation.VerifiesFor).Select(k => k.Key)];
    }

    public void Dispose() => reading.Dispose();

    private async ValueTask FreshenAsync(TimeSpan oldest, CancellationToken stop)
    {
        if (keys.Count > 0 && clock.GetUtcNow() - readAt <= oldest) return;
        await reading.WaitAsync(stop);
        try
        {
            if (keys.Count > 0 && clock.GetUtcNow() - readAt <= oldest) return;
            // What is read is as old as the moment at which reading began: a rotation meanwhile is not in it.
            var began = clock.GetUtcNow();
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var kept = await ReadAsync(db, stop);
            if (kept.All(k => k.State != SigningKeyState.Current) || kept.All(k => k.State != SigningKeyState.Next))
            {
                await scope.ServiceProvider.GetRequiredService<KeyRotation>().EnsureAsync(stop);
                kept = await ReadAsync(db, stop);
            }

            keys = [.. kept.Select(Import)];
            readAt = began;
        }
        finally
        {
            reading.Release();
        }
    }

    private static Task<List<SigningKey>> ReadAsync(PlatformDb db, CancellationToken stop) =>
        db.Set<SigningKey>().AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync(stop);

    private KnownKey Import(SigningKey kept)
    {
        // Objects that are known stay: somebody may be signing with them right now.
        if (keys.FirstOrDefault(k => k.Key.KeyId == kept.Id) is { } known) return known with { State = kept.State, RetiredAt = kept.RetiredAt };
        var curve = ECDsa.Create();
        curve.ImportPkcs8PrivateKey(kept.IsSealed ? seal.Open(kept.Id, kept.PrivateKey) : kept.PrivateKey, out _);
        return new KnownKey(new ECDsaSecurityKey(curve) { KeyId = kept.Id }, kept.State, kept.RetiredAt);
    }

    private sealed record KnownKey(ECDsaSecurityKey Key, SigningKeyState State, DateTimeOffset? RetiredAt);
}
