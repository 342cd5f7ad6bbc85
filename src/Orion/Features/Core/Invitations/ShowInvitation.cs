namespace Orion.Features.Core.Invitations;

/// <summary>What a link of an invitation leads to. Looking at it uses nothing up: machines that check mails follow links.</summary>
public sealed record ShowInvitation(string Token)
{
    /// <summary>What is offered, and to whom.</summary>
    /// <param name="HasAccount">Whether the address has an account already, whose password is then asked for.</param>
    public sealed record Result(string Store, string Email, string Role, string InvitedBy, DateTimeOffset ExpiresAt, bool HasAccount)
    {
        /// <summary>Where the answer goes.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public string Action { get; init; } = "";
    }

    public async Task<Outcome<Result>> RunAsync(PlatformDb db, RequestContext request, CancellationToken stop)
    {
        if (await db.FindInvitationAsync(Token, request, stop) is not { } invitation) return InvitationRefusal.Gone;
        var store = request.Store.Id;
        var by = await db.Set<User>().Where(u => u.Id == invitation.InvitedBy).Select(u => u.Name).SingleOrDefaultAsync(stop)
            ?? request.Store.Name;
        var role = invitation.RoleId is { } own
            ? await db.Set<TeamRole>().Where(r => r.StoreId == store && r.Id == own).Select(r => r.Name).SingleAsync(stop)
            : invitation.Role.ToString();
        var hasAccount = await db.Set<User>().AnyAsync(u => u.Email == invitation.Email, stop);
        return new Result(request.Store.Name, invitation.Email, role, by, invitation.ExpiresAt, hasAccount)
        {
            Action = request.Href.Store($"/invitations/{Token}")
        };
    }
}

internal static class InvitationLinks
{
    /// <summary>The invitation that a link of this store's names, if it can still be accepted.</summary>
    public static async Task<TeamInvitation?> FindInvitationAsync(
        this PlatformDb db, string token, RequestContext request, CancellationToken stop)
    {
        if (token.Length != 43) return null;
        var (store, hash) = (request.Store.Id, TeamInvitation.HashOf(token));
        var found = await db.Set<TeamInvitation>().SingleOrDefaultAsync(i => i.StoreId == store && i.TokenHash == hash, stop);
        return found?.IsOpen(request.Now) == true ? found : null;
    }
}
