using Orion.Features.Core.Sessions;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Support.Entry;

/// <summary>Enters the store with a ticket of the console: once, and for no longer than the access lasts. Nothing refreshes it.</summary>
public sealed record EnterStore(string? Ticket) : IInput<EnterStore>
{
    /// <summary>The ticket is used up, too old, of another store or none; or the access is over.</summary>
    public static readonly Refusal BadTicket = Refusal.Invalid("", "This ticket is no longer good. Get another one at the console.", "bad_ticket");

    public void Validate(Errors errors) => errors.Text("ticket", Ticket, 200, "the ticket");

    public async Task<Outcome<SignedIn>> RunAsync(PlatformDb db, RequestContext request, AccessTokens tokens, CancellationToken stop)
    {
        var entered = await db.InTransactionAsync(async () => await BeginAsync(db, request, stop), stop);
        if (entered is not var (claims, until)) return BadTicket;
        var token = await tokens.IssueAsync(Face.Store, request.Door, claims, stop, until);
        var life = request.Door == Door.Api ? AccessTokens.ApiLife : AccessTokens.PageLife;
        var left = until - request.Now;
        return new SignedIn(token, null, (int)(left < life ? left : life).TotalSeconds);
    }

    private async Task<(TokenClaims Claims, DateTimeOffset Until)?> BeginAsync(PlatformDb db, RequestContext request, CancellationToken stop)
    {
        var store = request.Store.Id;
        await SupportGrants.LockAsync(db, store, stop);
        if (await SupportTicket.FindAsync(Ticket, store, db, request, stop) is not { } grant) return null;
        grant.UseTicket();
        var until = grant.ExpiresAt!.Value;
        var session = UserSession.Begin(
            grant.OperatorId, Face.Store, store, new SessionStart(request.Now, until - request.Now, null, request.CallerAddress, request.UserAgent), grant.Id);
        db.Add(session);
        request.Actor = new Actor(ActorKind.Admin, grant.OperatorId, grant.OperatorName, new ActedFor(grant.AsUserId, grant.AsName));
        db.Record("entered", "support-access", grant.Id, $"the store{(grant.IsBreakGlass ? " without consent" : "")}");
        await db.SaveChangesAsync(stop);
        return (new TokenClaims(grant.OperatorId, session.Id, store, grant.Id), until);
    }
}

/// <summary>Finds what a ticket opens.</summary>
internal static class SupportTicket
{
    /// <summary>The access of this store, while the ticket is good.</summary>
    public static async Task<SupportGrant?> FindAsync(string? ticket, Guid store, PlatformDb db, RequestContext request, CancellationToken stop) =>
        SupportGrant.HashOf(ticket) is { } hash
        && await db.Set<SupportGrant>().FirstOrDefaultAsync(g => g.StoreId == store && g.TicketHash == hash, stop) is { } grant
        && grant.IsTicketGood(request.Now) ? grant : null;
}
