using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Core.SecondFactors;

/// <summary>Turns one's second factor off, by password and code. All other sessions end.</summary>
public sealed record TurnOffSecondFactor(string? Password, string? Code) : IInput<TurnOffSecondFactor>
{
    public void Validate(Errors errors)
    {
        Proof.Check(errors, Password);
        Proof.CheckCode(errors, Code);
    }

    public async Task<Outcome<SignedOut>> RunAsync(
        PlatformDb db, RequestContext request, OwnPassword own, SecondFactorCheck check, IEnumerable<ISessionStore> sessions, AccountMails mails,
        PrincipalCache principals, CancellationToken stop)
    {
        var holder = await own.CheckAsync("password", Password!, stop);
        if (holder.Refusal is { } refusal) return refusal;
        var me = holder.Value!.Id;
        IReadOnlyList<EndedSession> ended = [];
        var outcome = await check.RunAsync<SignedOut>(
            me, Code, async _ =>
            {
                var user = await db.Set<User>().SingleAsync(u => u.Id == me, stop);
                user.ResetSecondFactor();
                await db.Set<RecoveryCode>().Where(c => c.UserId == me).ExecuteDeleteAsync(stop);
                db.Record("turned-off", "second-factor", me, user.Email);
                mails.Send(db, AccountMailKind.SecondFactorOff, me, user.Email);
                await db.SaveChangesAsync(stop);
                ended = await sessions.For(request.Face).EndAsync(me, null, request.Principal.SessionId, stop);
                return new SignedOut();
            }, null, stop);
        if (outcome.Refusal is not null) return outcome;
        principals.Forget(request.Face, request.Principal.Claims!);
        foreach (var (face, claims) in ended) principals.Forget(face, claims);
        return outcome;
    }
}

/// <summary>Makes new recovery codes in place of those that were, by password and code.</summary>
public sealed record RemakeRecoveryCodes(string? Password, string? Code) : IInput<RemakeRecoveryCodes>
{
    public void Validate(Errors errors)
    {
        Proof.Check(errors, Password);
        Proof.CheckCode(errors, Code);
    }

    public async Task<Outcome<RecoveryCodesShown>> RunAsync(
        PlatformDb db, OwnPassword own, SecondFactorCheck check, RecoveryCodes codes, AccountMails mails, CancellationToken stop)
    {
        var holder = await own.CheckAsync("password", Password!, stop);
        if (holder.Refusal is { } refusal) return refusal;
        var me = holder.Value!.Id;
        var made = await codes.MakeAsync(stop);
        return await check.RunAsync<RecoveryCodesShown>(
            me, Code, async _ =>
            {
                var user = await db.Set<User>().SingleAsync(u => u.Id == me, stop);
                user.TakeRecoverySet(made.Set);
                await codes.KeepAsync(me, made, stop);
                db.Record("made", "recovery-codes", me, user.Email);
                mails.Send(db, AccountMailKind.RecoveryCodesMade, me, user.Email);
                await db.SaveChangesAsync(stop);
                return new RecoveryCodesShown(made.Texts);
            }, null, stop);
    }
}
