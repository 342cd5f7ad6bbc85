namespace Orion.Framework.Auth.Sessions;

/// <summary>Ends the session that a refresh token continues. Ending what has ended is no mistake.</summary>
public sealed record EndSession(string? RefreshToken) : IInput<EndSession>
{
    public void Validate(Errors errors) => errors.Text("refreshToken", RefreshToken, 200, "the refresh token");

    public async Task<Outcome<SignedOut>> RunAsync(IEnumerable<ISessionStore> stores, RequestContext request, CancellationToken stop)
    {
        if (Auth.RefreshToken.Read(RefreshToken) is { } token) await stores.For(request.Face).EndAsync(token, stop);
        return new SignedOut();
    }
}

/// <summary>Ends sessions of whoever asks: one of them, this one, all others, or all.</summary>
/// <param name="Id">The one to end; null for all.</param>
/// <param name="KeepsThisOne">Whether the one that asks goes on when all are ended.</param>
public sealed record EndOwnSessions(Guid? Id = null, bool KeepsThisOne = false)
{
    /// <summary>Ends them, or says that there is no such session of one's own.</summary>
    public async Task<Outcome<SignedOut>> RunAsync(
        IEnumerable<ISessionStore> stores, RequestContext request, PrincipalCache principals, CancellationToken stop)
    {
        if (request.Principal.Claims is not { } own) return new SignedOut();
        var ended = await stores.For(request.Face).EndAsync(own.Subject, Id, KeepsThisOne ? own.Session : null, stop);
        // Here they are out at once; other nodes believe what they looked up for a few seconds more.
        foreach (var (face, claims) in ended) principals.Forget(face, claims);
        return Id is not null && ended.Count == 0 ? Refusal.NotFound("session") : new SignedOut();
    }
}
