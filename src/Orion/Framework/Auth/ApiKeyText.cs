using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Orion.Framework.Auth;

/// <summary>
/// How an API key is written: <c>ork_</c> and eight letters by which it is found and shown, then a dash and 256 random bits as
/// base64url, which are known to its holder alone. Only their SHA-256 is stored.
/// </summary>
/// <param name="Prefix">Such as <c>ork_h7k2mq9x</c>.</param>
/// <param name="SecretHash">SHA-256 of the secret part.</param>
public sealed record ApiKeyText(string Prefix, byte[] SecretHash)
{
    /// <summary>What every key begins with, so that a leaked one is recognised.</summary>
    public const string Mark = "ork_";

    private const int NameLength = 8;
    private const int SecretLength = 43;
    private const int PrefixLength = 12;

    /// <summary>A new key, with the text to hand out.</summary>
    public static ApiKeyText Make(out string text)
    {
        var prefix = Mark + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", NameLength);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        text = $"{prefix}-{secret}";
        return new ApiKeyText(prefix, HashOf(secret));
    }

    /// <summary>Reads a key as it came; null when it can't be one.</summary>
    public static ApiKeyText? Read(string text) =>
        text.Length == PrefixLength + 1 + SecretLength && text.StartsWith(Mark, StringComparison.Ordinal) && text[PrefixLength] == '-'
            && text.AsSpan(0, PrefixLength).IndexOfAnyExceptInRange('!', '~') < 0 && Base64Url.IsValid(text.AsSpan(PrefixLength + 1))
            ? new ApiKeyText(text[..PrefixLength], HashOf(text[(PrefixLength + 1)..]))
            : null;

    /// <summary>Whether this is the key of a stored hash; takes as long whatever the answer is.</summary>
    public bool Fits(byte[] storedHash) => CryptographicOperations.FixedTimeEquals(SecretHash, storedHash);

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
