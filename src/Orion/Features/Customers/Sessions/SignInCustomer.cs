using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;

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
        OrionDb db, RequestContext request, SignInCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens, CancellationToken stop)
    {
        var outcome = await check.RunAsync(request, Email!, Password!, address => FindAsync(db, address, stop), stop);
        if (outcome.Refusal is { } refusal) return refusal;

        request.Actor = new Actor(ActorKind.Customer, outcome.Value, EmailAddress.Identity(Email!));
        var (session, refreshToken) = await sessions.For(request.Face).BeginAsync(outcome.Value, stop);
        return await SignedIn.IssueAsync(tokens, request, outcome.Value, session, refreshToken, stop);
    }

    private static Task<Account?> FindAsync(OrionDb db, string address, CancellationToken stop) =>
        db.Set<Customer>().AsNoTracking().Where(c => c.Email == address)
            .Select(c => new Account(c.Id, c.PasswordHash)).FirstOrDefaultAsync(stop);
}
