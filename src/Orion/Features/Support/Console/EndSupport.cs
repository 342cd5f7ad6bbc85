using Orion.Framework.Auth;

namespace Orion.Features.Support.Console;

/// <summary>Ends an access from the console, or takes a request back: one's own, and an operator anybody's.</summary>
public sealed record EndSupport(Guid Id)
{
    public async Task<Outcome<SupportRow>> RunAsync(
        Guid store, PlatformDb db, RequestContext request, PrincipalCache principals, CancellationToken stop)
    {
        if (await SupportGrants.FindAsync(db, store, Id, stop) is not { } grant) return Refusal.NotFound("support access");
        if (grant.OperatorId != request.Actor.Id && !request.Allows(SupportModule.BreakGlass)) return NotYours;
        if (grant.End(request.Actor.Name, request.Now) is { } refusal) return refusal;
        db.Record("ended", "support-access", grant.Id, grant.NameInLog, store: store);
        await db.SaveChangesAsync(stop);
        await SupportGrants.SignOutAsync(grant, db, db, principals, stop);
        return SupportRow.Of(grant, request);
    }

    internal static readonly Refusal NotYours = new(403, "not_yours", "Only who asked for this access may use or end it.");
}

/// <summary>Makes the ticket by which one enters the store on its own host, once.</summary>
public sealed record PrepareEntry(Guid Id)
{
    /// <param name="Ticket">Good once, for two minutes.</param>
    /// <param name="Href">Where a browser goes with it.</param>
    /// <param name="Access">What it opens.</param>
    /// <param name="StoreName">What people call the store.</param>
    public sealed record Result(string Ticket, string Href, DateTimeOffset ExpiresAt, SupportRow Access, string StoreName);

    public async Task<Outcome<Result>> RunAsync(
        Guid store, PlatformDb db, RequestContext request, ITenantStore stores, StoreAddress addresses, CancellationToken stop)
    {
        if (await SupportGrants.FindAsync(db, store, Id, stop) is not { } grant || await stores.FindByIdAsync(store, stop) is not { } tenant)
            return Refusal.NotFound("support access");
        if (grant.OperatorId != request.Actor.Id) return EndSupport.NotYours;
        if (grant.StatusAt(request.Now) != SupportStatus.Active)
            return Refusal.Conflict("not_active", "This access isn't open: the merchant has yet to allow it, or it is over.");
        var ticket = grant.MakeTicket(request.Now);
        db.Record("prepared-to-enter-by", "support-access", grant.Id, grant.NameInLog, store: store);
        await db.SaveChangesAsync(stop);
        return new Result(
            ticket, $"{addresses.DashboardOf(tenant)}/support-entry?ticket={ticket}", grant.TicketExpiresAt!.Value, SupportRow.Of(grant, request), tenant.Name);
    }
}
