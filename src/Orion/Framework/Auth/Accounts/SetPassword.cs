using Orion.Framework.Auth.Sessions;

namespace Orion.Framework.Auth.Accounts;

/// <summary>Sets a password by a link that was mailed. All sessions end, and the person is told.</summary>
public sealed record SetPassword(string? Token, string? Password) : IInput<SetPassword>
{
    /// <summary>The link is used up, expired, replaced by another or none.</summary>
    public static readonly Refusal BadLink = new(
        422, "bad_link", "This link is no longer good. Ask for a new one.",
        new Dictionary<string, string[]> { [""] = ["This link is no longer good. Ask for a new one."] });

    public void Validate(Errors errors) => PasswordRules.Check(errors, "password", Password);

    public async Task<Outcome<SignedOut>> RunAsync(
        IEnumerable<IAccountStore> stores, IEnumerable<ISessionStore> sessions, RequestContext request, Passwords passwords, AccountMails mails,
        PrincipalCache principals, CancellationToken stop)
    {
        var accounts = stores.For(request.Face);
        if (await accounts.PeekAsync(Token, stop) is not { Purpose: LinkPurpose.Password, Person: { } person }) return BadLink;
        if (await accounts.FindAsync(person, stop) is not { } holder) return BadLink;
        if (PasswordRules.Problem(Password, holder.Email, holder.Name) is { } problem) return Refusal.Invalid("password", problem);

        var hash = await passwords.HashAsync(Password!, stop);
        var ended = await accounts.Db.InTransactionAsync<IReadOnlyList<EndedSession>?>(
            async () =>
            {
                if (await accounts.UseAsync(Token, stop) is null) return null;
                await accounts.SetPasswordAsync(person, hash, proven: true, stop);
                mails.Send(accounts.Db, AccountMailKind.PasswordChanged, person, holder.Email);
                accounts.Db.Record("set", "password", person, holder.Email);
                return await sessions.For(request.Face).EndAsync(person, null, null, stop);
            }, stop);
        if (ended is null) return BadLink;
        foreach (var (face, claims) in ended) principals.Forget(face, claims);
        return new SignedOut();
    }
}
