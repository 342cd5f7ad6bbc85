using Orion.Framework.Auth;

namespace Orion.Features.Core.Sessions;

/// <summary>Signs a user out. Ending what has ended is no mistake.</summary>
public sealed record EndSession(string? RefreshToken) : IInput<EndSession>
{
    public void Validate(Errors errors) => errors.Text("refreshToken", RefreshToken, 200, "the refresh token");

    /// <summary>Ends the session that the refresh token continues.</summary>
    public async Task<Outcome<SignedOut>> RunAsync(PlatformDb db, RequestContext request, CancellationToken stop)
    {
        if (Framework.Auth.RefreshToken.Read(RefreshToken) is { } token)
            await RevokeAsync(db, request, s => s.Id == token.Session && s.RefreshHash == token.Hash, stop);
        return new SignedOut();
    }

    /// <summary>Ends the session of whoever asks.</summary>
    public static async Task OwnAsync(PlatformDb db, RequestContext request, CancellationToken stop)
    {
        var own = request.Principal.SessionId;
        if (own != Guid.Empty) await RevokeAsync(db, request, s => s.Id == own, stop);
    }

    private static Task<int> RevokeAsync(
        PlatformDb db, RequestContext request, System.Linq.Expressions.Expression<Func<UserSession, bool>> which, CancellationToken stop)
    {
        var now = request.Now;
        var store = request.StoreId;
        return db.InTransactionAsync(
            async () =>
            {
                var ended = await db.Set<UserSession>().Where(which)
                    .Where(s => s.Face == request.Face && s.StoreId == store && s.RevokedAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), stop);
                if (ended > 0) db.Record("signed-out", "session");
                return ended;
            }, stop);
    }
}
