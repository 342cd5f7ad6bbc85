using Orion.Features.Core.SecondFactors;
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

    /// <summary>Tokens, or the challenge that asks for a second factor.</summary>
    public sealed record Step(SignedIn? Tokens, string? Challenge);

    public async Task<Outcome<Step>> RunAsync(
        PlatformDb db, RequestContext request, SignInCheck check, IEnumerable<ISessionStore> sessions, AccessTokens tokens, CancellationToken stop)
    {
        var outcome = await check.RunAsync(request, Email!, Password!, address => FindAsync(db, request, address, stop), stop);
        if (outcome.Refusal is { } refusal) return refusal;

        var user = outcome.Value;
        // Asked only of those who know the password, so how long it takes tells nobody anything.
        if (await db.Set<User>().AnyAsync(u => u.Id == user && u.SecondFactorSince != null, stop))
            return new Step(null, await Challenges.PutAsync(db, request, user, stop));
        request.Actor = new Actor(request.Face == Face.Admin ? ActorKind.Admin : ActorKind.Team, user, User.Normalise(Email!));
        var (session, refreshToken) = await sessions.For(request.Face).BeginAsync(user, stop);
        return new Step(await SignedIn.IssueAsync(tokens, request, user, session, refreshToken, stop), null);
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
