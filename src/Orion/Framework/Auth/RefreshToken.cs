using System.Buffers.Text;
using System.Security.Cryptography;

namespace Orion.Framework.Auth;

/// <summary>
/// A refresh token: the session's key, 128 random bits that all tokens of the session share (its family), and 128 that are its own,
/// base64url. Only SHA-256 of them is stored. Each is good once; one of the family that comes when it is not good was copied, so its
/// session ends (RFC 9700, 4.14.2). Whoever knows the key alone, which logs and lists show, can't name the family and ends nothing.
/// A successor is made out of a token and of a salt, so that the very same one can be made again for a caller whose answer was
/// lost; neither the salt nor the hash gives it away.
/// </summary>
/// <param name="Session">The session that it continues.</param>
/// <param name="Hash">SHA-256 of the family, then SHA-256 of family and own part together.</param>
public sealed record RefreshToken(Guid Session, byte[] Hash)
{
    /// <summary>How long a session of the API can be continued, from signing in.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Bytes of the salt that makes a successor.</summary>
    public const int SaltLength = 32;

    private const int KeyLength = 16;
    private const int FamilyLength = 16;
    private const int SecretLength = 32;

    private readonly byte[] secret = [];

    private RefreshToken(Guid session, byte[] hash, byte[] secret) : this(session, hash) => this.secret = secret;

    /// <summary>A new token for a session, with the text to hand out.</summary>
    public static RefreshToken Make(Guid session, out string text)
    {
        Span<byte> bytes = stackalloc byte[KeyLength + SecretLength];
        session.TryWriteBytes(bytes);
        RandomNumberGenerator.Fill(bytes[KeyLength..]);
        text = Base64Url.EncodeToString(bytes);
        return Of(session, bytes[KeyLength..].ToArray());
    }

    /// <summary>Reads a token as it came; null when it can't be one.</summary>
    public static RefreshToken? Read(string? text)
    {
        Span<byte> bytes = stackalloc byte[KeyLength + SecretLength];
        if (text is not { Length: 64 } || !Base64Url.IsValid(text)) return null;
        return Base64Url.DecodeFromChars(text, bytes) == bytes.Length
            ? Of(new Guid(bytes[..KeyLength]), bytes[KeyLength..].ToArray())
            : null;
    }

    /// <summary>The token that follows this one, with the text to hand out. The same salt makes the same successor.</summary>
    public RefreshToken Successor(ReadOnlySpan<byte> salt, out string text)
    {
        Span<byte> bytes = stackalloc byte[KeyLength + SecretLength];
        Session.TryWriteBytes(bytes);
        secret.AsSpan(0, FamilyLength).CopyTo(bytes[KeyLength..]);
        Span<byte> own = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, salt, own);
        own[..(SecretLength - FamilyLength)].CopyTo(bytes[(KeyLength + FamilyLength)..]);
        text = Base64Url.EncodeToString(bytes);
        return Of(Session, bytes[KeyLength..].ToArray());
    }

    /// <summary>Whether it was handed out by the session whose hash is kept, however long ago.</summary>
    public bool IsOfFamily(ReadOnlySpan<byte> kept) =>
        kept.Length == Hash.Length
        && CryptographicOperations.FixedTimeEquals(Hash.AsSpan(0, SHA256.HashSizeInBytes), kept[..SHA256.HashSizeInBytes]);

    private static RefreshToken Of(Guid session, byte[] secret) =>
        new(session, [.. SHA256.HashData(secret.AsSpan(0, FamilyLength)), .. SHA256.HashData(secret)], secret);
}
