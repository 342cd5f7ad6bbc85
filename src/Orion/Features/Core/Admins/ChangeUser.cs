using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Core.Admins;

/// <summary>Gives a person another role at the console, or with <c>none</c> takes the console away. Counts within seconds.</summary>
public sealed record ChangeUserRole(string? Role) : IInput<ChangeUserRole>
{
    public void Validate(Errors errors) =>
        errors.If(Role != AdminRights.NoRole && AdminRights.Read(Role) is null, "role", "Choose operator, support, auditor or none.");

    public async Task<Outcome<ListUsers.Row>> RunAsync(Guid id, PlatformDb db, RequestContext request, CancellationToken stop)
    {
        var role = AdminRights.Read(Role);
        if ((await new ShowUser(id).RunAsync(db, request, stop)).Value is { } row && AdminRights.Read(row.Role) == role) return row;
        var outcome = await UserToChange.FindAsync(id, db, request, stop);
        if (outcome.Refusal is { } refusal) return refusal;
        outcome.Value!.Appoint(role);
        await db.SaveChangesAsync(stop);
        return await new ShowUser(id).RunAsync(db, request, stop);
    }
}

/// <summary>Shuts a person out everywhere, at the console and in stores: their sessions end, on every node within seconds.</summary>
public sealed record DisableUser(Guid Id)
{
    public async Task<Outcome<ListUsers.Row>> RunAsync(
        PlatformDb db, RequestContext request, IEnumerable<ISessionStore> sessions, PrincipalCache principals, CancellationToken stop)
    {
        var outcome = await UserToChange.FindAsync(Id, db, request, stop);
        if (outcome.Refusal is { } refusal) return refusal;
        if (outcome.Value!.DisabledAt is not null) return Refusal.Conflict("disabled", "This person is shut out already.");
        outcome.Value.Disable(request.Now);
        await db.SaveChangesAsync(stop);
        await UserToChange.SignOutAsync(Id, db, sessions, principals, stop);
        return await new ShowUser(Id).RunAsync(db, request, stop);
    }
}

/// <summary>Lets a person in again, with the password that they had.</summary>
public sealed record EnableUser(Guid Id)
{
    public async Task<Outcome<ListUsers.Row>> RunAsync(PlatformDb db, RequestContext request, CancellationToken stop)
    {
        var outcome = await UserToChange.FindAsync(Id, db, request, stop);
        if (outcome.Refusal is { } refusal) return refusal;
        if (outcome.Value!.DisabledAt is null) return Refusal.Conflict("not_disabled", "This person isn't shut out.");
        outcome.Value.Enable();
        await db.SaveChangesAsync(stop);
        return await new ShowUser(Id).RunAsync(db, request, stop);
    }
}

/// <summary>Turns off the second factor of somebody who lost it, for a reason that the log keeps and the person is told.</summary>
public sealed record ResetUserSecondFactor(string? Reason) : IInput<ResetUserSecondFactor>
{
    public void Validate(Errors errors) => errors.Text("reason", Reason, 500, "the reason: the person is told it, and the log keeps it");

    public async Task<Outcome<ListUsers.Row>> RunAsync(
        Guid id, PlatformDb db, RequestContext request, AccountMails mails, IEnumerable<ISessionStore> sessions, PrincipalCache principals,
        CancellationToken stop)
    {
        var outcome = await UserToChange.FindAsync(id, db, request, stop, staysOperator: true);
        if (outcome.Refusal is { } refusal) return refusal;
        var user = outcome.Value!;
        if (!user.HasSecondFactor) return Refusal.Conflict("no_second_factor", "This person has no second factor.");
        var reason = Reason!.Trim();
        user.ResetSecondFactor();
        mails.Send(db, AccountMailKind.SecondFactorReset, user.Id, user.Email, note: reason);
        db.Record("reset", "second-factor", user.Id, $"the second factor of {user.Name}", after: new { reason });
        await db.SaveChangesAsync(stop);
        await UserToChange.SignOutAsync(id, db, sessions, principals, stop);
        return await new ShowUser(id).RunAsync(db, request, stop);
    }
}

/// <summary>A person who is to be changed by an operator.</summary>
internal static class UserToChange
{
    /// <summary>The person, with the console's people locked; or why not.</summary>
    public static async Task<Outcome<User>> FindAsync(
        Guid id, PlatformDb db, RequestContext request, CancellationToken stop, bool staysOperator = false)
    {
        var roster = await Roster.LockAsync(db, request, stop);
        if (roster.Refusal is { } refusal) return refusal;
        if (await db.Set<User>().FirstOrDefaultAsync(u => u.Id == id, stop) is not { } user) return Refusal.NotFound("person");
        if (staysOperator && user.Id != request.Principal.Claims?.Subject) return user;
        return roster.Value!.WhyNotWithout(user, request) is { } why ? why : user;
    }

    /// <summary>Ends the person's sessions: here at once, on other nodes within seconds.</summary>
    public static async Task SignOutAsync(
        Guid id, PlatformDb db, IEnumerable<ISessionStore> sessions, PrincipalCache principals, CancellationToken stop)
    {
        var ended = await sessions.For(Face.Admin).EndAsync(id, null, null, stop);
        await db.SaveChangesAsync(stop);
        db.AfterCommit(() =>
        {
            foreach (var (face, claims) in ended) principals.Forget(face, claims);
        });
    }
}
