using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Orion.Framework.Auth.Accounts;

/// <summary>What a link that was mailed does. Stored as text.</summary>
public enum LinkPurpose
{
    /// <summary>Sets a password: one that was forgotten, or the first.</summary>
    Password,

    /// <summary>Proves the address that the account has.</summary>
    Verify,

    /// <summary>Proves, and takes over, a new address.</summary>
    Email,

    /// <summary>Takes the former address back.</summary>
    Undo,

    /// <summary>Proves the address of somebody who signs up; only then is there an account.</summary>
    SignUp
}

/// <summary>A link that was mailed to prove an address: good once, until it expires. Each kind of person has a table of its own.</summary>
public abstract class AccountLink
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Whose account; null for somebody who signs up.</summary>
    public Guid? PersonId { get; private set; }

    public LinkPurpose Purpose { get; private set; }

    /// <summary>SHA-256 of the token in the link; null until the mail goes out.</summary>
    public byte[]? Hash { get; private set; }

    /// <summary>The address that it is about, in its stored spelling.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The name of somebody who signs up.</summary>
    public string? Name { get; private set; }

    /// <summary>The password's hash of somebody who signs up.</summary>
    public string? PasswordHash { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>SHA-256 of a token as it came; null when it can't be one.</summary>
    public static byte[]? HashOf(string? token) =>
        token is { Length: 43 } && Base64Url.IsValid(token) ? SHA256.HashData(Encoding.ASCII.GetBytes(token)) : null;

    /// <summary>A token of 256 random bits for the link's mail; replaces one that was made before.</summary>
    public string MakeToken()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        Hash = HashOf(token);
        return token;
    }

    internal void Begin(LinkPurpose purpose, Guid? person, string email, DateTimeOffset now, TimeSpan life, string? name, string? passwordHash)
    {
        (Purpose, PersonId, Email, Name, PasswordHash) = (purpose, person, email, name, passwordHash);
        (CreatedAt, ExpiresAt) = (now, now + life);
    }
}
