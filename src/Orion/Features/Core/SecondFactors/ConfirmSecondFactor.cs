using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Core.SecondFactors;

/// <summary>Turns the second factor on: a code shows that the app has the secret. Gives recovery codes, this once; all other sessions end.</summary>
public sealed record ConfirmSecondFactor(string? Code) : IInput<ConfirmSecondFactor>
{
    /// <summary>Nothing was offered, or too long ago.</summary>
    public static readonly Refusal NoOffer = Refusal.Conflict("second_factor_not_offered", "This took too long. Begin to set it up again.");

    /// <summary>The code doesn't come from this secret.</summary>
    public static readonly Refusal NoMatch =
        Refusal.Invalid("code", "This code is not right. Scan the picture with the app, then enter the code that it shows now.", "bad_code");

    public void Validate(Errors errors) => Proof.CheckCode(errors, Code);

    public async Task<Outcome<RecoveryCodesShown>> RunAsync(
        PlatformDb db, RequestContext request, SecondFactorSecrets secrets, RecoveryCodes codes, SignInLimits limits, IEnumerable<ISessionStore> sessions,
        AccountMails mails, PrincipalCache principals, CancellationToken stop)
    {
        if (request.Principal.Claims is not { Subject: var me } own) return Refusal.NotFound();
        if (await limits.TakeAsync(request.CallerAddress, $"confirm|{me}") is { } wait)
            return new Refusal(429, "too_many_attempts", "Too many attempts. Wait a minute, then try again.") { RetryAfter = wait };
        if (AuthenticatorApp.Read(Code) is not { } digits) return NoMatch;
        // A look without the lock first: the codes cost a second, and are for those alone whose code is right.
        var offered = await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == me, stop);
        if (Problem(offered, digits) is { } problem) return problem;
        var made = await codes.MakeAsync(stop);
        IReadOnlyList<EndedSession> ended = [];
        var outcome = await db.InTransactionAsync<Outcome<RecoveryCodesShown>>(
            async () =>
            {
                // Takes the row: of two at once the second finds it on.
                await db.Set<User>().Where(u => u.Id == me).ExecuteUpdateAsync(s => s.SetProperty(u => u.SecondFactorFailures, u => u.SecondFactorFailures), stop);
                var user = await db.Set<User>().SingleAsync(u => u.Id == me, stop);
                if (Problem(user, digits) is { } late) return late;
                user.ConfirmSecondFactor(StepOf(user, digits)!.Value, made.Set, request.Now);
                await codes.KeepAsync(me, made, stop);
                db.Record("turned-on", "second-factor", me, user.Email);
                mails.Send(db, AccountMailKind.SecondFactorOn, me, user.Email);
                await db.SaveChangesAsync(stop);
                ended = await sessions.For(request.Face).EndAsync(me, null, own.Session, stop);
                return new RecoveryCodesShown(made.Texts);
            }, o => o.Refusal is null, stop);
        if (outcome.Refusal is not null) return outcome;
        await limits.SucceededAsync(request.CallerAddress, $"confirm|{me}");
        principals.Forget(request.Face, own);
        foreach (var (face, claims) in ended) principals.Forget(face, claims);
        return outcome;

        Refusal? Problem(User? user, string code) => user is null ? Refusal.NotFound() : user.HasSecondFactor ? Proof.IsOn
            : !user.IsOffered(request.Now) ? NoOffer : StepOf(user, code) is null ? NoMatch : null;

        long? StepOf(User user, string code) => AuthenticatorApp.StepOf(
            secrets.Open(user.Id, user.SecondFactorSecret!, user.IsSecondFactorSealed), code, request.Now, user.SecondFactorStep);
    }
}

/// <summary>Recovery codes, shown this once: only their hashes are kept.</summary>
public sealed record RecoveryCodesShown(IReadOnlyList<string> RecoveryCodes);
