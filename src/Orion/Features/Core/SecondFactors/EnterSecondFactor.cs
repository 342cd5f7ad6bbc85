using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Core.SecondFactors;

/// <summary>The second step of signing in: the challenge that the password gave, and a code from the app or a recovery code.</summary>
public sealed record EnterSecondFactor(string? Challenge, string? Code) : IInput<EnterSecondFactor>
{
    /// <summary>The challenge is over: too late, used, asked too often, or none of this browser.</summary>
    public static readonly Refusal Ended = new(401, "challenge_ended", "This took too long, or too many codes were wrong. Sign in with your password again.");

    public void Validate(Errors errors) => Proof.CheckCode(errors, Code);

    public async Task<Outcome<SignedIn>> RunAsync(
        PlatformDb db, RequestContext request, SecondFactorCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens, AccountMails mails,
        CancellationToken stop)
    {
        if (await Challenges.OpenAsync(db, request, Challenge, stop) is not { } asked) return Ended;
        request.Actor = new Actor(request.Face == Face.Admin ? ActorKind.Admin : ActorKind.Team, asked.UserId, asked.Email);
        var outcome = await check.RunAsync<(Guid Session, string? RefreshToken)>(
            asked.UserId, Code, async kind =>
            {
                var now = request.Now;
                var used = await db.Set<SignInChallenge>().Where(c => c.Id == asked.Id && c.UsedAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now), stop);
                if (used == 0) return Ended;
                if (kind == CodeKind.Recovery)
                {
                    db.Record("used", "recovery-code", asked.UserId, asked.Email);
                    mails.Send(db, AccountMailKind.RecoveryCodeUsed, asked.UserId, asked.Email);
                }

                return await sessions.For(request.Face).BeginAsync(asked.UserId, stop);
            },
            () => db.Set<SignInChallenge>().Where(c => c.Id == asked.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Failures, c => c.Failures + 1), stop),
            stop);
        if (outcome.Refusal is { } refusal)
            return refusal.Code == SecondFactorCheck.WrongCode.Code && request.Door == Door.Api ? refusal with { Status = 401 }
                : refusal == SecondFactorCheck.IsOff ? Ended : refusal;
        return await SignedIn.IssueAsync(tokens, request, asked.UserId, outcome.Value.Session, outcome.Value.RefreshToken, stop);
    }
}

/// <summary>Challenges as they are asked and found again.</summary>
internal static class Challenges
{
    /// <summary>A challenge that is open, and whom it asks.</summary>
    public sealed record Asked(Guid Id, Guid UserId, string Email);

    /// <summary>Asks a user for their second factor; gives the token. Forgets those that are over.</summary>
    public static Task<string> PutAsync(PlatformDb db, RequestContext request, Guid user, CancellationToken stop) => db.InTransactionAsync(
        async () =>
        {
            var now = request.Now;
            await db.Set<SignInChallenge>().Where(c => c.UserId == user && c.ExpiresAt <= now).ExecuteDeleteAsync(stop);
            db.Add(SignInChallenge.Put(user, request, out var token));
            await db.SaveChangesAsync(stop);
            return token;
        }, stop);

    /// <summary>The challenge of a token, while it is open, at the place and door where it was put.</summary>
    public static async Task<Asked?> OpenAsync(PlatformDb db, RequestContext request, string? token, CancellationToken stop)
    {
        if (SignInChallenge.HashOf(token) is not { } hash) return null;
        var (face, door, store, now) = (request.Face, request.Door, request.StoreId, request.Now);
        return await db.Set<SignInChallenge>().AsNoTracking()
            .Where(c => c.Hash == hash && c.Face == face && c.Door == door && c.StoreId == store)
            .Where(c => c.UsedAt == null && c.ExpiresAt > now && c.Failures < SignInChallenge.Tries)
            .Join(db.Set<User>().Where(u => u.DisabledAt == null), c => c.UserId, u => u.Id, (c, u) => new { c, u })
            .Where(x => face == Face.Admin ? x.u.AdminRole != null : db.Set<StoreMember>().Any(m => m.UserId == x.u.Id && m.StoreId == store))
            .Select(x => new Asked(x.c.Id, x.u.Id, x.u.Email))
            .FirstOrDefaultAsync(stop);
    }
}
