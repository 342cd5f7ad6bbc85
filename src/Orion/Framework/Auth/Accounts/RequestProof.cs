using Orion.Framework.Audit;

namespace Orion.Framework.Auth.Accounts;

/// <summary>Asks for a link that proves the address of one's own account.</summary>
public sealed record RequestProof
{
    /// <summary>What is said.</summary>
    public const string Said = "A link is on its way to your address.";

    public async Task<Outcome<MailedAnswer>> RunAsync(
        IEnumerable<IAccountStore> stores, RequestContext request, AccountMails mails, SignInLimits limits, CancellationToken stop)
    {
        var accounts = stores.For(request.Face);
        if (request.Principal.Claims is not { Subject: var person } || await accounts.FindAsync(person, stop) is not { } holder)
            return Refusal.NotFound();
        if (await limits.TakeAsync(request.CallerAddress, $"proof|{request.Face}|{person}") is { } wait)
            return new Refusal(429, "too_many_attempts", "Too many requests. Wait a minute, then try again.") { RetryAfter = wait };
        await accounts.Db.InTransactionAsync(
            async () =>
            {
                accounts.Db.Record("requested", "email-verification");
                mails.Send(accounts.Db, AccountMailKind.Verify, person, holder.Email);
                return await accounts.Db.SaveChangesAsync(stop);
            }, stop);
        return new MailedAnswer(Said);
    }
}
