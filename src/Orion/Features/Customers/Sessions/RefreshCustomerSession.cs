using Orion.Framework.Auth;

namespace Orion.Features.Customers.Sessions;

/// <summary>Continues a customer's session on the API: a new access token, and a new refresh token for the one that was used.</summary>
public sealed record RefreshCustomerSession(string? RefreshToken) : IInput<RefreshCustomerSession>
{
    public void Validate(Errors errors) => errors.Text("refreshToken", RefreshToken, 200, "the refresh token");

    public async Task<Outcome<SignedIn>> RunAsync(
        OrionDb db, RequestContext request, IEnumerable<IPrincipalSource> sources, AccessTokens tokens, CancellationToken stop)
    {
        if (Framework.Auth.RefreshToken.Read(RefreshToken) is not { } used) return SignInRefusal.BadRefreshToken;
        var next = Framework.Auth.RefreshToken.Make(used.Session, out var text);
        var now = request.Now;
        var customer = await db.InTransactionAsync(
            async () =>
            {
                var mine = db.Set<CustomerSession>().Where(s => s.Id == used.Session && s.RevokedAt == null && s.RefreshHash != null);
                // One statement compares and replaces, so of two that come at once only one goes on.
                var rotated = await mine.Where(s => s.RefreshHash == used.Hash && s.ExpiresAt > now)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.RefreshHash, next.Hash), stop);
                if (rotated == 1) return await mine.Select(s => (Guid?)s.CustomerId).SingleAsync(stop);
                if (await mine.ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), stop) > 0)
                    db.Record("ended", "session", used.Session, "a session whose refresh token was used twice");
                return null;
            }, stop);

        if (customer is not { } subject) return SignInRefusal.BadRefreshToken;
        var claims = new TokenClaims(subject, used.Session, request.StoreId);
        if (await sources.Single(s => s.Face == Face.Shop).FindAsync(claims, stop) is null) return SignInRefusal.BadRefreshToken;
        return await SignedIn.IssueAsync(tokens, request, subject, used.Session, text, stop);
    }
}
