using Orion.Framework.Audit;

namespace Orion.Framework.Auth.Accounts;

/// <summary>That something goes its way by mail. Says the same whether or not there is such an account.</summary>
public sealed record MailedAnswer(string Message);

/// <summary>Asks for a link that sets a new password. Known and unknown addresses cost the same and are answered alike.</summary>
public sealed record RequestPasswordReset(string? Email) : IInput<RequestPasswordReset>
{
    /// <summary>What everybody is told.</summary>
    public const string Said = "If there is an account with this address, a link is on its way to it. It is good for an hour.";

    public void Validate(Errors errors) =>
        errors.If(!EmailAddress.IsValid(Email), "email", "Enter your e-mail address, such as name@example.com.");

    public async Task<Outcome<MailedAnswer>> RunAsync(
        IEnumerable<IAccountStore> stores, RequestContext request, AccountMails mails, SignInLimits limits, CancellationToken stop)
    {
        var address = EmailAddress.Identity(Email!);
        if (await limits.TakeAsync(request.CallerAddress, $"reset|{request.Face}|{request.StoreId}|{address}") is { } wait)
            return new Refusal(429, "too_many_attempts", "Too many requests. Wait a minute, then try again.") { RetryAfter = wait };
        var db = stores.For(request.Face).Db;
        await db.InTransactionAsync(
            async () =>
            {
                db.Record("requested", "password-reset");
                mails.Send(db, AccountMailKind.Reset, null, address);
                return await db.SaveChangesAsync(stop);
            }, stop);
        return new MailedAnswer(Said);
    }
}
