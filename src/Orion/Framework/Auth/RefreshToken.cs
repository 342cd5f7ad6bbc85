using System.Buffers.Text;
using System.Security.Cryptography;

namespace Orion.Framework.Auth;

/// <summary>
/// A refresh token: the session's key and 256 random bits, base64url. Only the SHA-256 of the random part is stored. Each is good
/// once; one that comes a second time was copied, so its session ends (RFC 9700, 4.14.2).
/// </summary>
/// <param name="Session">The session that it continues.</param>
/// <param name="Hash">SHA-256 of the random part.</param>
public sealed record RefreshToken(Guid Session, byte[] Hash)
{
    /// <summary>How long a session of the API can be continued, from signing in.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private const int KeyLength = 16;
    private const int SecretLength = 32;

    /// <summary>A new token for a session, with the text to hand out.</summary>
    public static RefreshToken Make(Guid session, out string text)
    {
        Span<byte> bytes = stackalloc byte[KeyLength + SecretLength];
        session.TryWriteBytes(bytes);
        RandomNumberGenerator.Fill(bytes[KeyLength..]);
        text = Base64Url.EncodeToString(bytes);
        return new RefreshToken(session, SHA256.HashData(bytes[KeyLength..]));
    }

    /// <summary>Reads a token as it came; null when it can't be one.</summary>
    public static RefreshToken? Read(string? text)
    {
        Span<byte> bytes = stackalloc byte[KeyLength + SecretLength];
        if (text is not { Length: 64 } || !Base64Url.IsValid(text)) return null;
        return Base64Url.DecodeFromChars(text, bytes) == bytes.Length
            ? new RefreshToken(new Guid(bytes[..KeyLength]), SHA256.HashData(bytes[KeyLength..]))
            : null;
    }
}
