using Orion.Framework.Jobs;
using Orion.Framework.Mail;

namespace Orion.Features.Customers.SignInCodes;

/// <summary>A code that is to be mailed.</summary>
public sealed record SignInCodeRequest(Guid CodeId);

/// <summary>
/// Mails the code, which is made here and stored as its hash alone. That there is no such account, or that the address had enough
/// codes, is found out here, where nobody waits: who asks can't tell.
/// </summary>
internal sealed class SendSignInCode(OrionDb db, RequestContext request, IMailer mailer, MailText text) : JobHandler<SignInCodeRequest>
{
    /// <summary>The kind of work.</summary>
    public const string Kind = "customers.sign-in-code";

    /// <summary>A mail server is no part of a transaction.</summary>
    public override bool OwnTransactions => true;

    public override async Task RunAsync(SignInCodeRequest payload, CancellationToken stop)
    {
        string? code = null;
        var asked = await db.InTransactionAsync(
            async () =>
            {
                var (now, hourAgo) = (request.Now, request.Now - TimeSpan.FromHours(1));
                var found = await db.Set<CustomerCode>().FirstOrDefaultAsync(c => c.Id == payload.CodeId && c.UsedAt == null && c.ExpiresAt > now, stop);
                if (found is null || !await db.Set<Customer>().AnyAsync(c => c.Email == found.Email, stop)) return null;
                // Of several that are mailed at once, each sees those before it.
                var address = $"sign-in-codes:{request.Store.Id}:{found.Email}";
                await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({address}, 0))", stop);
                var mailed = await db.Set<CustomerCode>()
                    .CountAsync(c => c.Email == found.Email && c.CreatedAt > hourAgo && c.CodeHash != null && c.Id != found.Id, stop);
                if (mailed >= CustomerCode.MostInAnHour) return null;
                code = found.MakeCode();
                await db.SaveChangesAsync(stop);
                return found;
            }, stop);
        if (asked is null || code is null) return;

        var mail = new NoticeMail(
            RequestContext.Language, request.Store.Name, $"{code} is your code for {request.Store.Name}",
            [
                $"Enter the code {code} where you asked for it. It is good once, for ten minutes.",
                "If this wasn't you, you need do nothing. Tell the code to nobody: we never ask for it."
            ]);
        await mailer.SendAsync(
            request.Store, await mail.ToAsync($"code-{Convert.ToHexString(asked.CodeHash.AsSpan(0, 8))}", asked.Email, "", "", text, stop), stop);
    }
}
