namespace Orion.Framework.Auth.Sessions;

/// <summary>Continues a session on the API: a new access token, and a new refresh token for the one that was used.</summary>
public sealed record RefreshSession(string? RefreshToken) : IInput<RefreshSession>
{
    public void Validate(Errors errors) => errors.Text("refreshToken", RefreshToken, 200, "the refresh token");

    public async Task<Outcome<SignedIn>> RunAsync(
        IEnumerable<ISessionStore> stores, RequestContext request, IEnumerable<IPrincipalSource> sources, AccessTokens tokens, CancellationToken stop)
    {
        if (Auth.RefreshToken.Read(RefreshToken) is not { } used) return SignInRefusal.BadRefreshToken;
        if (await stores.For(request.Face).RotateAsync(used, stop) is not var (person, text)) return SignInRefusal.BadRefreshToken;
        var claims = new TokenClaims(person, used.Session, request.StoreId);
        if (await sources.Single(s => s.Face == request.Face).FindAsync(claims, stop) is null) return SignInRefusal.BadRefreshToken;
        return await SignedIn.IssueAsync(tokens, request, person, used.Session, text, stop);
    }
}
