namespace Orion.Framework.Auth;

/// <summary>Looks up who a verified token stands for. One per face; the answer is kept for a few seconds only.</summary>
public interface IPrincipalSource
{
    /// <summary>The face whose principals it knows.</summary>
    Face Face { get; }

    /// <summary>The principal, or null when the session has ended, the person was disabled or belongs elsewhere.</summary>
    Task<Principal?> FindAsync(TokenClaims claims, CancellationToken stop);
}
