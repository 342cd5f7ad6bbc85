using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Customers.Sessions;

/// <summary>The sessions of a store's customers.</summary>
public sealed class CustomerSessions(OrionDb db, RequestContext request) : SessionStore<CustomerSession>(db, request)
{
    public override bool Keeps(Face face) => face == Face.Shop;

    protected override CustomerSession Make(Guid person) => CustomerSession.Begin(person);

    /// <summary>The database shows this store's alone.</summary>
    protected override IQueryable<CustomerSession> Here(IQueryable<CustomerSession> sessions) => sessions;

    protected override IQueryable<CustomerSession> Of(IQueryable<CustomerSession> sessions, Guid person) => sessions.Where(s => s.CustomerId == person);

    protected override IQueryable<Guid> People(IQueryable<CustomerSession> sessions) => sessions.Select(s => s.CustomerId);

    protected override IQueryable<EndedSession> Ended(IQueryable<CustomerSession> sessions) =>
        sessions.Select(s => new EndedSession(Face.Shop, new TokenClaims(s.CustomerId, s.Id, s.StoreId)));

    protected override IQueryable<LiveSession> Listed(IQueryable<CustomerSession> sessions) => sessions.Select(s => new LiveSession(
        s.Id, s.UserAgent, s.Address, s.RefreshHash != null, null, s.CreatedAt, s.SeenAt, s.ExpiresAt));
}
