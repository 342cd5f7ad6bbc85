using Orion.Framework.Auth.Accounts;

namespace Orion.Features.Core.Admins;

/// <summary>
/// Lets a person work at the console. Someone new gets a link by which they choose their password: nobody else ever knows it.
/// Someone who works for a store already keeps the password that they have.
/// </summary>
public sealed record AppointUser(string? Email, string? Name, string? Role) : IInput<AppointUser>
{
    public void Validate(Errors errors)
    {
        errors.If(!EmailAddress.IsValid(Email?.Trim()), "email", "Enter an e-mail address, such as name@example.com.");
        errors.Text("name", Name, 120, "a name");
        errors.If(AdminRights.Read(Role) is null, "role", "Choose operator, support or auditor.");
    }

    public async Task<Outcome<ListUsers.Row>> RunAsync(PlatformDb db, RequestContext request, AccountMails mails, CancellationToken stop)
    {
        var roster = await Roster.LockAsync(db, request, stop);
        if (roster.Refusal is { } refusal) return refusal;
        var (address, role) = (User.Normalise(Email!), AdminRights.Read(Role)!.Value);
        if (roster.Value!.Find(address) is not null)
            return Refusal.Invalid("email", "This person works at the console already.", "already_admin");
        var user = await db.Set<User>().FirstOrDefaultAsync(u => u.Email == address, stop);
        if (user is null) db.Add(user = User.Register(address, Name!.Trim(), "", role));
        else user.Appoint(role);
        mails.Send(db, AccountMailKind.Appointed, user.Id, address);
        await db.SaveChangesAsync(stop);
        return await new ShowUser(user.Id).RunAsync(db, request, stop);
    }
}

/// <summary>Sends the link again to somebody who has yet to choose a password.</summary>
public sealed record RemindUser(Guid Id)
{
    public async Task<Outcome<ListUsers.Row>> RunAsync(PlatformDb db, RequestContext request, AccountMails mails, CancellationToken stop)
    {
        var roster = await Roster.LockAsync(db, request, stop);
        if (roster.Refusal is { } refusal) return refusal;
        if (await db.Set<User>().FirstOrDefaultAsync(u => u.Id == Id, stop) is not { } user) return Refusal.NotFound("person");
        if (user is not { AdminRole: not null, DisabledAt: null, PasswordHash.Length: 0 })
            return Refusal.Conflict("has_password", "Only those who have yet to choose a password get this link. Others ask for one where they sign in.");
        mails.Send(db, AccountMailKind.Appointed, user.Id, user.Email);
        db.Record("sent", "password-link", user.Id, $"a link for the password to {user.Name}");
        await db.SaveChangesAsync(stop);
        return await new ShowUser(user.Id).RunAsync(db, request, stop);
    }
}
