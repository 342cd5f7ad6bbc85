using Orion.Framework.Auth;

namespace Orion.Features.Customers.Sessions;

/// <summary>Signs a customer in to one shop.</summary>
public sealed record SignInCustomer(string? Email, string? Password) : IInput<SignInCustomer>
{
    public void Validate(Errors errors)
    {
        errors.Text("email", Email, EmailAddress.Longest, "your e-mail address");
        errors.If(string.IsNullOrEmpty(Password), "password", "Enter your password.");
        errors.If(Password?.Length > PasswordRules.Longest, "password", $"Use at most {PasswordRules.Longest} characters.");
    }

    public async Task<Outcome<SignedIn>> RunAsync(
        OrionDb db, RequestContext request, SignInCheck check, AccessTokens tokens, CancellationToken stop)
    {
        var outcome = await check.RunAsync(request, Email!, Password!, address => FindAsync(db, address, stop), stop);
        if (outcome.Refusal is { } refusal) return refusal;

        var session = CustomerSession.Begin(outcome.Value, null, request.Now, SignedIn.SessionLife(request.Door));
        string? refreshToken = null;
        if (request.Door == Door.Api) session.Rotate(RefreshToken.Make(session.Id, out refreshToken).Hash);
        await db.InTransactionAsync(
            async () =>
            {
                db.Add(session);
                request.Actor = new Actor(ActorKind.Customer, session.CustomerId, Email!.Trim().ToLowerInvariant());
                db.Record("signed-in", "session", session.Id);
                return await db.SaveChangesAsync(stop);
            }, stop);
        return await SignedIn.IssueAsync(tokens, request, session.CustomerId, session.Id, refreshToken, stop);
    }

    private static Task<Account?> FindAsync(OrionDb db, string address, CancellationToken stop) =>
        db.Set<Customer>().AsNoTracking().Where(c => c.Email == address)
            .Select(c => new Account(c.Id, c.PasswordHash)).FirstOrDefaultAsync(stop);
}
