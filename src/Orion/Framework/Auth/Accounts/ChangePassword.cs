using Orion.Framework.Auth.Sessions;

namespace Orion.Framework.Auth.Accounts;

/// <summary>Changes one's own password. All other sessions end, and the person is told by mail.</summary>
public sealed record ChangePassword(string? CurrentPassword, string? NewPassword) : IInput<ChangePassword>
{
    public void Validate(Errors errors)
    {
        errors.If(string.IsNullOrEmpty(CurrentPassword), "currentPassword", "Enter the password that you have now.");
        errors.If(CurrentPassword?.Length > PasswordRules.Longest, "currentPassword", $"Use at most {PasswordRules.Longest} characters.");
        PasswordRules.Check(errors, "newPassword", NewPassword);
    }

    public async Task<Outcome<SignedOut>> RunAsync(
        IEnumerable<IAccountStore> stores, IEnumerable<ISessionStore> sessions, RequestContext request, Passwords passwords, OwnPassword own,
        AccountMails mails, PrincipalCache principals, CancellationToken stop)
    {
        var outcome = await own.CheckAsync("currentPassword", CurrentPassword!, stop);
        if (outcome.Refusal is { } refusal) return refusal;
        var holder = outcome.Value!;
        if (PasswordRules.Problem(NewPassword, holder.Email, holder.Name) is { } problem) return Refusal.Invalid("newPassword", problem);
        var hash = await passwords.HashAsync(NewPassword!, stop);
        var db = stores.For(request.Face).Db;
        var ended = await db.InTransactionAsync(
            async () =>
            {
                await stores.For(request.Face).SetPasswordAsync(holder.Id, hash, proven: false, stop);
                mails.Send(db, AccountMailKind.PasswordChanged, holder.Id, holder.Email);
                db.Record("changed", "password", holder.Id, holder.Email);
                return await sessions.For(request.Face).EndAsync(holder.Id, null, request.Principal.SessionId, stop);
            }, stop);
        foreach (var (face, claims) in ended) principals.Forget(face, claims);
        return new SignedOut();
    }
}

/// <summary>Asks whoever is signed in for their password again, before what could lock them out. Guesses are counted.</summary>
public sealed class OwnPassword(IEnumerable<IAccountStore> stores, RequestContext request, Passwords passwords, SignInLimits limits)
{
    /// <summary>The account, or why not.</summary>
    public async Task<Outcome<AccountHolder>> CheckAsync(string field, string password, CancellationToken stop)
    {
        if (request.Principal.Claims is not { Subject: var person } || await stores.For(request.Face).FindAsync(person, stop) is not { } holder)
            return Refusal.NotFound();
        var key = $"own|{request.Face}|{person}";
        if (await limits.TakeAsync(request.CallerAddress, key) is { } wait)
            return new Refusal(429, "too_many_attempts", "Too many attempts. Wait a minute, then try again.") { RetryAfter = wait };
        if (!await passwords.FitsAsync(password, holder.PasswordHash is { Length: > 0 } hash ? hash : null, stop))
            return Refusal.Invalid(field, "This is not your password.", "bad_credentials");
        await limits.SucceededAsync(request.CallerAddress, key);
        return holder;
    }
}
