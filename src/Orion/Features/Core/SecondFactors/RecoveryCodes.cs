using Orion.Framework.Auth;

namespace Orion.Features.Core.SecondFactors;

/// <summary>Makes sets of recovery codes and keeps their hashes.</summary>
public sealed class RecoveryCodes(PlatformDb db, Passwords passwords)
{
    /// <summary>A set that was made and is not kept yet: its texts are shown once.</summary>
    public sealed record Made(Guid Set, IReadOnlyList<string> Texts, IReadOnlyList<byte[]> Hashes);

    /// <summary>Makes a set. Costs a second of a core, so outside of any transaction.</summary>
    public async Task<Made> MakeAsync(CancellationToken stop)
    {
        var set = Guid.CreateVersion7();
        var texts = RecoveryCode.MakeTexts();
        List<byte[]> hashes = [];
        foreach (var text in texts) hashes.Add(await passwords.TakeTurnAsync(() => RecoveryCode.HashOf(set, text), stop));
        return new Made(set, texts, hashes);
    }

    /// <summary>Keeps a set in place of any other of the user; within a transaction, saved with it.</summary>
    public async Task KeepAsync(Guid user, Made made, CancellationToken stop)
    {
        await db.Set<RecoveryCode>().Where(c => c.UserId == user).ExecuteDeleteAsync(stop);
        db.AddRange(made.Hashes.Select(hash => RecoveryCode.Keep(user, made.Set, hash)));
    }
}
