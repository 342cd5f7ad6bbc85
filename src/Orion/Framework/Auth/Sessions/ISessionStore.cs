namespace Orion.Framework.Auth.Sessions;

/// <summary>The sessions of one kind of person, wherever they are kept.</summary>
public interface ISessionStore
{
    /// <summary>Whether the people of a face have their sessions here.</summary>
    bool Keeps(Face face);

    /// <summary>Begins a session of a person on the request's face; on the API with a refresh token that continues it.</summary>
    Task<(Guid Session, string? RefreshToken)> BeginAsync(Guid person, CancellationToken stop);

    /// <summary>Trades a refresh token; null when it is not good. If the session once gave it, the session has ended then.</summary>
    Task<(Guid Person, string RefreshToken)?> RotateAsync(RefreshToken used, CancellationToken stop);

    /// <summary>Notes that a session is in use, and from where.</summary>
    Task SeenAsync(Guid session, CancellationToken stop);

    /// <summary>The sessions of a person that haven't ended, the latest used first.</summary>
    Task<IReadOnlyList<LiveSession>> ListAsync(Guid person, CancellationToken stop);

    /// <summary>
    /// Ends sessions of a person: the one that is named, or all, or all but one. Gives which ended. Joins the transaction that is
    /// under way, if one is.
    /// </summary>
    Task<IReadOnlyList<EndedSession>> EndAsync(Guid person, Guid? session, Guid? except, CancellationToken stop);

    /// <summary>Ends the session that gave a refresh token.</summary>
    Task EndAsync(RefreshToken token, CancellationToken stop);
}

/// <summary>A session that hasn't ended.</summary>
/// <param name="Id">Its key.</param>
/// <param name="UserAgent">What the browser or program called itself.</param>
/// <param name="Address">The network address from which it was last used.</param>
/// <param name="IsProgram">Whether it is one of the API.</param>
/// <param name="Place">Where the person is signed in, such as a store's name; null where it can only be here.</param>
/// <param name="CreatedAt">When the person signed in.</param>
/// <param name="SeenAt">When it was last used, to the minute.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
public sealed record LiveSession(
    Guid Id, string UserAgent, System.Net.IPAddress? Address, bool IsProgram, string? Place, DateTimeOffset CreatedAt, DateTimeOffset SeenAt,
    DateTimeOffset ExpiresAt);

/// <summary>A session that was just ended.</summary>
public sealed record EndedSession(Face Face, TokenClaims Claims);
