using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Invitations;

/// <summary>
/// Joins a team by the link of an invitation: with the password of the account that the address has, or with a name and a password
/// for a new one. Joining signs nobody in: that is done at the door, with all that the account asks for.
/// </summary>
public sealed record AcceptInvitation(string? Name, string? Password) : IInput<AcceptInvitation>
{
    /// <summary>Where the person works now.</summary>
    public sealed record Result(string Store, string Email);

    public void Validate(Errors errors)
    {
        errors.Text("name", Name, 120, "your name", required: false);
        errors.If(string.IsNullOrEmpty(Password), "password", "Enter a password.");
        errors.If(Password?.Length > PasswordRules.Longest, "password", $"Use at most {PasswordRules.Longest} characters.");
    }

    public async Task<Outcome<Result>> RunAsync(
        string token, PlatformDb db, RequestContext request, ModuleRegistry modules, SignInCheck check, Passwords passwords, CancellationToken stop)
    {
        if (await db.FindInvitationAsync(token, request, stop) is not { } seen) return InvitationRefusal.Gone;
        var account = await FindAsync(db, seen.Email, stop);
        string? hash = null;
        if (account is not null)
        {
            var checkedAccount = await check.RunAsync(request, seen.Email, Password!, address => FindAsync(db, address, stop), stop);
            if (checkedAccount.Refusal is { } wrong) return Wrong(wrong);
        }
        else
        {
            if (string.IsNullOrWhiteSpace(Name)) return Refusal.Invalid("name", "Enter your name.");
            if (PasswordRules.Problem(Password, Name, seen.Email, request.Store.Name) is { } problem) return Refusal.Invalid("password", problem);
            hash = await passwords.HashAsync(Password!, stop);
        }

        return await db.InTransactionAsync(
            () => JoinAsync(token, hash, db, request, modules, stop), outcome => outcome.Refusal is null, stop);
    }

    private async Task<Outcome<Result>> JoinAsync(
        string token, string? hash, PlatformDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        var team = await Team.LockAsync(db, request, modules, stop);
        if (await db.FindInvitationAsync(token, request, stop) is not { } invitation) return InvitationRefusal.Gone;
        var user = await db.Set<User>().SingleOrDefaultAsync(u => u.Email == invitation.Email, stop);
        if (user?.DisabledAt is not null) return InvitationRefusal.Gone;
        // An account was made between the look and the lock, by the same person most likely: what was typed is no answer to its password.
        if (user is null == hash is null)
            return Refusal.Conflict("try_again", "Something changed at the same time. Open the link again.");
        if (user is null) db.Add(user = User.Register(invitation.Email, Name!.Trim(), hash!));
        invitation.Accept(request.Now);
        if (team.Members.All(m => m.UserId != user.Id))
            db.Add(StoreMember.Join(request.Store.Id, user.Id, invitation.Role, request.Now, invitation.RoleId));
        await db.SaveChangesAsync(stop);
        return new Result(request.Store.Name, invitation.Email);
    }

    private static Task<Account?> FindAsync(PlatformDb db, string address, CancellationToken stop) => db.Set<User>().AsNoTracking()
        .Where(u => u.Email == address && u.DisabledAt == null).Select(u => new Account(u.Id, u.PasswordHash)).FirstOrDefaultAsync(stop);

    /// <summary>The address is known here, so that only the password can be wrong.</summary>
    private static Refusal Wrong(Refusal refusal) => refusal.Status == 429
        ? refusal
        : Refusal.Invalid("password", "This is not the password of the account with this address.", "bad_credentials");
}
