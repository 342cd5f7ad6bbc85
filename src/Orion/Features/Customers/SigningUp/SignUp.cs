using Orion.Framework.Audit;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;

namespace Orion.Features.Customers.SigningUp;

/// <summary>
/// Asks for an account in one shop. There is none until the address is proved by the link that is mailed; whoever has one
/// already is told so by mail. Both are answered alike.
/// </summary>
public sealed record SignUp(string? Name, string? Email, string? Password) : IInput<SignUp>
{
    /// <summary>What everybody is told.</summary>
    public const string Said = "Look into your mail: a link is on its way. Your account opens when you use it.";

    public void Validate(Errors errors)
    {
        errors.Text("name", Name, 120, "your name");
        errors.If(!EmailAddress.IsValid(Email), "email", "Enter your e-mail address, such as name@example.com.");
        PasswordRules.Check(errors, "password", Password, Email, Name);
    }

    public async Task<Outcome<MailedAnswer>> RunAsync(
        IEnumerable<IAccountStore> stores, RequestContext request, Passwords passwords, AccountMails mails, SignInLimits limits, CancellationToken stop)
    {
        var address = EmailAddress.Identity(Email!);
        if (await limits.TakeAsync(request.CallerAddress, $"sign-up|{request.StoreId}|{address}") is { } wait)
            return new Refusal(429, "too_many_attempts", "Too many attempts. Wait a minute, then try again.") { RetryAfter = wait };
        var hash = await passwords.HashAsync(Password!, stop);
        var accounts = stores.For(Face.Shop);
        await accounts.Db.InTransactionAsync(
            async () =>
            {
                var link = accounts.AddLink(LinkPurpose.SignUp, null, address, TimeSpan.FromDays(1), Name!.Trim(), hash);
                accounts.Db.Record("requested", "sign-up");
                mails.Send(accounts.Db, AccountMailKind.SignUp, null, address, link.Id);
                return await accounts.Db.SaveChangesAsync(stop);
            }, stop);
        return new MailedAnswer(Said);
    }
}
