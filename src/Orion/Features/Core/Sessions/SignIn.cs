using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Core.Sessions;

/// <summary>Signs a user in: on the console as an operator, in a store as a member of its team.</summary>
public sealed record SignIn(string? Email, string? Password) : IInput<SignIn>
{
    public void Validate(Errors errors)
    {
        errors.Text("email", Email, 254, "your e-mail address");
        errors.If(string.IsNullOrEmpty(Password), "password", "Enter your password.");
        errors.If(Password?.Length > PasswordRules.Longest, "password", $"Use at most {PasswordRules.Longest} characters.");
    }

    public async Task<Outcome<SignedIn>> RunAsync(
        PlatformDb db, RequestContext request, SignInCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens, CancellationToken stop)
    {
        var outcome = await check.RunAsync(request, Email!, Password!, address => FindAsync(db, request, address, stop), stop);
        if (outcome.Refusal is { } refusal) return refusal;

        request.Actor = new Actor(request.Face == Face.Admin ? ActorKind.Admin : ActorKind.Team, outcome.Value, User.Normalise(Email!));
        var (session, refreshToken) = await sessions.For(request.Face).BeginAsync(outcome.Value, stop);
        return await SignedIn.IssueAsync(tokens, request, outcome.Value, session, refreshToken, stop);
    }

    /// <summary>One query whatever the answer is, so that its time tells nothing.</summary>
    private static Task<Account?> FindAsync(PlatformDb db, RequestContext request, string address, CancellationToken stop)
    {
        var store = request.StoreId;
        var forConsole = request.Face == Face.Admin;
        return db.Set<User>().AsNoTracking()
            .Where(u => u.Email == address && u.DisabledAt == null)
            .Where(u => forConsole ? u.AdminRole != null : db.Set<StoreMember>().Any(m => m.UserId == u.Id && m.StoreId == store))
            .Select(u => new Account(u.Id, u.PasswordHash))
            .FirstOrDefaultAsync(stop);
    }
}
