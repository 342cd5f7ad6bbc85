using Orion.Framework.Jobs;
using Orion.Framework.Mail;

namespace Orion.Framework.Auth.Accounts;

/// <summary>
/// Sends a mail about an account. A link's token is made here and stored only as its hash; sent again after a fault, the mail has
/// a new link. That there is no such account is found out here, where nobody waits: who asks can't tell.
/// </summary>
internal sealed class SendAccountMail(
    IEnumerable<IAccountStore> stores, RequestContext request, StoreAddress addresses, IMailer mailer, MailText text) : JobHandler<AccountMailRequest>
{
    /// <summary>A mail server is no part of a transaction.</summary>
    public override bool OwnTransactions => true;

    public override async Task RunAsync(AccountMailRequest payload, CancellationToken stop)
    {
        request.Face = payload.Face;
        var accounts = stores.For(payload.Face);
        var holder = payload.Person is { } person ? await accounts.FindAsync(person, stop) : await accounts.FindAsync(payload.Email, stop);
        if (holder is null && payload.Kind != AccountMailKind.SignUp) return;
        var known = holder is { PasswordHash: { Length: > 0 } };

        string? token = null;
        if (AccountMailText.LinkOf(payload.Kind) is var (purpose, life) && !(payload.Kind is AccountMailKind.SignUp or AccountMailKind.Appointed && known))
        {
            token = await accounts.Db.InTransactionAsync(
                async () =>
                {
                    var link = payload.Link is { } there
                        ? await accounts.FindLinkAsync(there, stop)
                        : accounts.AddLink(purpose, holder!.Id, payload.Email, life);
                    var made = link?.MakeToken();
                    await accounts.Db.SaveChangesAsync(stop);
                    return made;
                }, stop);
            // Used or expired before its mail went out.
            if (token is null) return;
        }

        var sender = SenderOf(payload);
        var mail = AccountMailText.Write(payload, sender.Name, known, BaseOf(payload), token, RequestContext.Language);
        await mailer.SendAsync(
            sender, await mail.ToAsync($"account-{payload.Id}-{token?[..8]}", payload.Email, holder?.Name ?? "", "", text, stop), stop);
    }

    private MailSender SenderOf(AccountMailRequest payload) => request.HasStore
        ? request.Store
        : new MailSender(Guid.Empty, "Orion", payload.PlatformHost ?? "localhost", payload.PlatformHost ?? "localhost");

    /// <summary>From records alone: a Host header is somebody else's word.</summary>
    private string BaseOf(AccountMailRequest payload) => payload.Face switch
    {
        Face.Admin => addresses.ConsoleOf(payload.PlatformHost ?? "localhost"),
        Face.Store => addresses.DashboardOf(request.Store),
        _ => addresses.OriginOf(request.Store)
    };
}
