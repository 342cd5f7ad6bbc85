using Orion.Framework.Auth.Sessions;

namespace Orion.Framework.Auth.Accounts;

/// <summary>Asks for another e-mail address: a link goes to the new one, and nothing changes until it is used.</summary>
public sealed record ChangeEmail(string? Email, string? Password) : IInput<ChangeEmail>
{
    /// <summary>What is said in any case.</summary>
    public const string Said = "A link is on its way to the new address. Your account changes when you use it.";

    public void Validate(Errors errors)
    {
        errors.If(!EmailAddress.IsValid(Email), "email", "Enter the new address, such as name@example.com.");
        errors.If(string.IsNullOrEmpty(Password) || Password.Length > PasswordRules.Longest, "password", "Enter your password.");
    }

    public async Task<Outcome<MailedAnswer>> RunAsync(
        IEnumerable<IAccountStore> stores, RequestContext request, OwnPassword own, AccountMails mails, CancellationToken stop)
    {
        var outcome = await own.CheckAsync("password", Password!, stop);
        if (outcome.Refusal is { } refusal) return refusal;
        var db = stores.For(request.Face).Db;
        await db.InTransactionAsync(
            async () =>
            {
                mails.Send(db, AccountMailKind.NewEmail, outcome.Value!.Id, EmailAddress.Identity(Email!));
                db.Record("requested", "new-email", outcome.Value.Id, outcome.Value.Email);
                return await db.SaveChangesAsync(stop);
            }, stop);
        return new MailedAnswer(Said);
    }
}

/// <summary>Uses a link that proves an address: the account's own, a new one, a former one, or that of somebody who signs up.</summary>
public sealed record ConfirmEmail(string? Token) : IInput<ConfirmEmail>
{
    /// <summary>What became of it.</summary>
    public sealed record Result(LinkPurpose Purpose, Guid Person);

    public void Validate(Errors errors) => errors.Text("token", Token, 100, "the token of the link");

    public async Task<Outcome<Result>> RunAsync(
        IEnumerable<IAccountStore> stores, IEnumerable<ISessionStore> sessions, RequestContext request, AccountMails mails,
        PrincipalCache principals, CancellationToken stop)
    {
        var accounts = stores.For(request.Face);
        IReadOnlyList<EndedSession> ended = [];
        var result = await accounts.Db.InTransactionAsync(
            async () =>
            {
                if (await accounts.UseAsync(Token, stop) is not { Purpose: not LinkPurpose.Password } link) return null;
                if (link.Purpose == LinkPurpose.SignUp)
                    return await accounts.SignUpAsync(link, stop) is { } made ? new Result(link.Purpose, made) : null;
                if (link.Person is not { } person || await accounts.FindAsync(person, stop) is not { } holder) return null;
                // A link that proves the account's address is worth nothing once that is another.
                if (link.Purpose == LinkPurpose.Verify && holder.Email != link.Email) return null;
                if (!await accounts.SetEmailAsync(person, link.Email, stop)) return null;
                accounts.Db.Record(link.Purpose == LinkPurpose.Verify ? "confirmed" : "changed", "email", person, link.Email);
                if (link.Purpose == LinkPurpose.Email) mails.Send(accounts.Db, AccountMailKind.EmailChanged, person, holder.Email);
                if (link.Purpose == LinkPurpose.Undo) await LockOutAsync(accounts, mails, person, link.Email, stop);
                if (link.Purpose != LinkPurpose.Verify)
                    ended = await sessions.For(request.Face).EndAsync(
                        person, null, link.Purpose == LinkPurpose.Email && request.Principal.Claims?.Subject == person ? request.Principal.SessionId : null, stop);
                return new Result(link.Purpose, person);
            }, r => r is not null, stop);
        foreach (var (face, claims) in ended) principals.Forget(face, claims);
        return result is null ? SetPassword.BadLink : result;
    }

    /// <summary>Whoever took the address knew the password, and may hold links of addresses between: none of it is good any more.</summary>
    private static async Task LockOutAsync(IAccountStore accounts, AccountMails mails, Guid person, string email, CancellationToken stop)
    {
        await accounts.LockOutAsync(person, stop);
        accounts.Db.Record("voided", "password", person, email);
        mails.Send(accounts.Db, AccountMailKind.Reset, person, email);
    }
}
