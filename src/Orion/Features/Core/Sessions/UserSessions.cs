using Orion.Framework.Auth;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Core.Sessions;

/// <summary>The sessions of users: one list for the console and for all the stores that a person works for.</summary>
public sealed class UserSessions(PlatformDb db, RequestContext request) : SessionStore<UserSession>(db, request)
{
    private readonly PlatformDb db = db;
    private readonly RequestContext request = request;

    public override bool Keeps(Face face) => face is Face.Store or Face.Admin;

    protected override UserSession Make(Guid person) => UserSession.Begin(person, request.Face, request.StoreId);

    protected override IQueryable<UserSession> Here(IQueryable<UserSession> sessions)
    {
        var (face, store) = (request.Face, request.StoreId);
        return sessions.Where(s => s.Face == face && s.StoreId == store);
    }

    protected override IQueryable<UserSession> Of(IQueryable<UserSession> sessions, Guid person) => sessions.Where(s => s.UserId == person);

    protected override IQueryable<Guid> People(IQueryable<UserSession> sessions) => sessions.Select(s => s.UserId);

    protected override IQueryable<EndedSession> Ended(IQueryable<UserSession> sessions) =>
        sessions.Select(s => new EndedSession(s.Face, new TokenClaims(s.UserId, s.Id, s.StoreId, s.GrantId)));

    protected override IQueryable<LiveSession> Listed(IQueryable<UserSession> sessions) => sessions.Select(s => new LiveSession(
        s.Id, s.UserAgent, s.Address, s.RefreshHash != null,
        s.Face == Face.Admin ? "Console" : db.Set<Tenancy.Store>().Where(t => t.Id == s.StoreId).Select(t => t.Name).FirstOrDefault(),
        s.CreatedAt, s.SeenAt, s.ExpiresAt));
}

internal static class LiveUserSessions
{
    /// <summary>The session that a token names, if it hasn't ended.</summary>
    public static IQueryable<UserSession> LiveSessions(this PlatformDb db, Face face, TokenClaims claims, DateTimeOffset now)
    {
        var (subject, session, store, grant) = claims;
        return db.Set<UserSession>().AsNoTracking().Live(now).Where(s =>
            s.Id == session && s.UserId == subject && s.Face == face && s.StoreId == store && s.GrantId == grant);
    }
}
