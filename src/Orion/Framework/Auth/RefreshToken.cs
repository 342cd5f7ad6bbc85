using System.Buffers.Text;
using System.Security.Cryptography;

namespace Orion.Framework.Auth;

/// <summary>
/// A refresh token: the session's key and 256 random bits, base64url. Only the SHA-256 of the random part is stored. Each is good
/// once; one that comes a second time was copied, so its session ends (RFC 9700, 4.14.2). Its successor is made out of it and of a
/// salt, so that the very same one can be made again for a caller whose answer was lost; neither the salt nor the hash gives it away.
/// </summary>
/// <param name="Session">The session that it continues.</param>
/// <param name="Hash">SHA-256 of the random part.</param>
public sealed record RefreshToken(Guid Session, byte[] Hash)
{
    /// <summary>How long a session of the API can be continued, from signing in.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Bytes of the salt that makes a successor.</summary>
    public const int SaltLength = 32;

    private const int KeyLength = 16;
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
        HMACSHA256.HashData(secret, salt, bytes[KeyLength..]);
        text = Base64Url.EncodeToString(bytes);
        return Of(Session, bytes[KeyLength..].ToArray());
    }

    private static RefreshToken Of(Guid session, byte[] secret) => new(session, SHA256.HashData(secret), secret);
}
