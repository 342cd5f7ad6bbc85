using System.Security.Cryptography;

namespace Orion.Framework.Auth.Sessions;

/// <summary>The sessions in one table, the same for every kind of person.</summary>
/// <param name="db">Where the table is.</param>
/// <param name="request">Who asks, when, and from where.</param>
public abstract class SessionStore<TSession>(OrionDb db, RequestContext request) : ISessionStore where TSession : Session
{
    /// <summary>
    /// How long a refresh token that was just replaced still gives its successor, always the same one: two tabs of one browser,
    /// or a retry after a lost answer, are no theft. Whoever comes later with any token of the family ends the session; what was
    /// made up changes nothing.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenSightings = TimeSpan.FromMinutes(1);

    public abstract bool Keeps(Face face);

    /// <summary>A session of a person on the request's face.</summary>
    protected abstract TSession Make(Guid person);

    /// <summary>Those of the request's face and store.</summary>
    protected abstract IQueryable<TSession> Here(IQueryable<TSession> sessions);

    /// <summary>Those of a person, wherever they signed in.</summary>
    protected abstract IQueryable<TSession> Of(IQueryable<TSession> sessions, Guid person);

    /// <summary>The person of each.</summary>
    protected abstract IQueryable<Guid> People(IQueryable<TSession> sessions);

    /// <summary>What a token of each says.</summary>
    protected abstract IQueryable<EndedSession> Ended(IQueryable<TSession> sessions);

    /// <summary>What each looks like in a list.</summary>
    protected abstract IQueryable<LiveSession> Listed(IQueryable<TSession> sessions);

    public async Task<(Guid Session, string? RefreshToken)> BeginAsync(Guid person, CancellationToken stop)
    {
        var session = Make(person);
        string? text = null;
        var hash = request.Door == Door.Api ? RefreshToken.Make(session.Id, out text).Hash : null;
        session.Begin(new SessionStart(request.Now, SignedIn.SessionLife(request.Door), hash, request.CallerAddress, request.UserAgent));
        await InTransactionAsync(
            async () =>
            {
                db.Add(session);
                db.Record("signed-in", "session", session.Id);
                return await db.SaveChangesAsync(stop);
            }, stop);
        return (session.Id, text);
    }

    public Task<(Guid Person, string RefreshToken)?> RotateAsync(RefreshToken used, CancellationToken stop) =>
        InTransactionAsync<(Guid, string)?>(
            async () =>
            {
                var now = request.Now;
                var salt = RandomNumberGenerator.GetBytes(RefreshToken.SaltLength);
                var next = used.Successor(salt, out var text);
                var mine = Here(Live(now)).Where(s => s.Id == used.Session && s.RefreshHash != null);
                // One statement compares and replaces, so of several that come at once only one makes the successor.
                var rotated = await mine.Where(s => s.RefreshHash == used.Hash).ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.FormerHash, used.Hash).SetProperty(x => x.RefreshHash, next.Hash)
                        .SetProperty(x => x.RefreshSalt, salt).SetProperty(x => x.RotatedAt, now), stop);
                if (rotated == 1) return (await People(mine).SingleAsync(stop), text);

                var kept = await mine.Select(s => new { s.RefreshHash, s.FormerHash, s.RefreshSalt, s.RotatedAt }).FirstOrDefaultAsync(stop);
                if (kept?.RefreshHash is not { } good || !used.IsOfFamily(good)) return null;
                if (kept.RefreshSalt is { } before && kept.RotatedAt > now - Grace && used.Hash.AsSpan().SequenceEqual(kept.FormerHash))
                {
                    used.Successor(before, out text);
                    return (await People(mine).SingleAsync(stop), text);
                }

                if (await mine.ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), stop) > 0)
                    db.Record("ended", "session", used.Session, "a session whose refresh token was used twice");
                return null;
            }, stop);

    public Task SeenAsync(Guid session, CancellationToken stop)
    {
        var now = request.Now;
        var before = now - BetweenSightings;
        var address = request.CallerAddress;
        return InTransactionAsync(
            () => Live(now).Where(s => s.Id == session && s.SeenAt <= before).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.SeenAt, now).SetProperty(x => x.Address, address), stop), stop);
    }

    public async Task<IReadOnlyList<LiveSession>> ListAsync(Guid person, CancellationToken stop) =>
        await Listed(Of(Live(request.Now).AsNoTracking(), person).OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id)).ToListAsync(stop);

    public Task<IReadOnlyList<EndedSession>> EndAsync(Guid person, Guid? session, Guid? except, CancellationToken stop) =>
        InTransactionAsync<IReadOnlyList<EndedSession>>(
            async () =>
            {
                var now = request.Now;
                var which = Of(Live(now), person).Where(s => (session == null || s.Id == session) && (except == null || s.Id != except));
                var ended = await Ended(which).ToListAsync(stop);
                if (ended.Count == 0) return ended;
                await which.ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), stop);
                foreach (var (_, claims) in ended) db.Record("signed-out", "session", claims.Session);
                return ended;
            }, stop);

    public Task EndAsync(RefreshToken token, CancellationToken stop)
    {
        var now = request.Now;
        return InTransactionAsync(
            async () =>
            {
                var mine = Here(Live(now)).Where(s => s.Id == token.Session);
                if (await mine.Select(s => s.RefreshHash).FirstOrDefaultAsync(stop) is not { } kept || !token.IsOfFamily(kept)) return 0;
                var ended = await mine.ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), stop);
                if (ended > 0) db.Record("signed-out", "session", token.Session);
                return ended;
            }, stop);
    }

    private IQueryable<TSession> Live(DateTimeOffset now) => db.Set<TSession>().Live(now);

    private Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken stop) =>
        db.Database.CurrentTransaction is null ? db.InTransactionAsync(work, stop) : work();
}
