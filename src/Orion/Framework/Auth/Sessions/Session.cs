using System.Net;
using Orion.Framework.Text;

namespace Orion.Framework.Auth.Sessions;

/// <summary>A sign-in of a person. Ends by itself or by being ended. Each kind of person has a table of its own.</summary>
public abstract class Session
{
    /// <summary>Longest part of a <c>User-Agent</c> that is kept, in characters.</summary>
    public const int LongestUserAgent = 300;

    /// <summary>How long a session of pages may rest. Those of programs end when their refresh token does.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromHours(4);

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The hash of the refresh token that is good now, its family's first; null for sessions of pages.</summary>
    public byte[]? RefreshHash { get; private set; }

    /// <summary>The hash of the refresh token before, for the few seconds in which it may come twice.</summary>
    public byte[]? FormerHash { get; private set; }

    /// <summary>What made the refresh token of now out of the one before.</summary>
    public byte[]? RefreshSalt { get; private set; }

    /// <summary>When the refresh token was last replaced.</summary>
    public DateTimeOffset? RotatedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>The network address from which it was last used; null when it isn't known.</summary>
    public IPAddress? Address { get; private set; }

    /// <summary>What the browser or program called itself when it signed in; empty for nothing.</summary>
    public string UserAgent { get; private set; } = "";

    /// <summary>Begins it: how long it may last, with which refresh token, and from where.</summary>
    internal void Begin(SessionStart start)
    {
        RefreshHash = start.RefreshHash;
        CreatedAt = SeenAt = start.Now;
        ExpiresAt = start.Now + start.Life;
        Address = start.Address;
        UserAgent = TextLimit.Shorten(start.UserAgent, LongestUserAgent);
    }
}

/// <summary>How a session begins.</summary>
/// <param name="Now">When.</param>
/// <param name="Life">How long it may last.</param>
/// <param name="RefreshHash">The hash of its refresh token; null on pages.</param>
/// <param name="Address">The caller's network address.</param>
/// <param name="UserAgent">What the caller's browser or program calls itself.</param>
public sealed record SessionStart(
    DateTimeOffset Now, TimeSpan Life, byte[]? RefreshHash = null, IPAddress? Address = null, string UserAgent = "");

/// <summary>Tells sessions that haven't ended.</summary>
public static class LiveSessions
{
    /// <summary>Those that were neither ended nor left alone for too long.</summary>
    public static IQueryable<T> Live<T>(this IQueryable<T> sessions, DateTimeOffset now) where T : Session
    {
        var idle = now - Session.IdleLife;
        return sessions.Where(s => s.RevokedAt == null && s.ExpiresAt > now && (s.RefreshHash != null || s.SeenAt > idle));
    }
}
