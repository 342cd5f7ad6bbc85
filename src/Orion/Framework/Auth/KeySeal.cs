using System.Security.Cryptography;
using System.Text;
using Orion.Framework.Configuration;

namespace Orion.Framework.Auth;

/// <summary>
/// Seals private keys and other secrets before they are stored, with AES-256-GCM (NIST SP 800-38D) under a key derived by HKDF
/// (RFC 5869) from the setting <c>Auth:KeySecret</c>, the same on every node. Without the setting they are stored as they are.
/// </summary>
/// <param name="configuration">Holds the setting.</param>
/// <param name="purpose">What is sealed: each purpose has a derived key of its own.</param>
public sealed class KeySeal(IConfiguration configuration, string purpose = "orion signing keys")
{
    /// <summary>The setting that holds the secret.</summary>
    public const string Setting = "Auth:KeySecret";

    private const int Shortest = 32;

    private readonly byte[]? key = KeyOf(configuration[Setting], purpose);

    /// <summary>Whether there is a secret.</summary>
    public bool IsOn => key is not null;

    /// <summary>Nonce, tag and ciphertext; the id is bound to them, so that nothing sealed can pose as another.</summary>
    public byte[] Seal(string id, byte[] privateKey)
    {
        if (key is null) return privateKey;
        var (nonceSize, tagSize) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var sealedKey = new byte[nonceSize + tagSize + privateKey.Length];
        var (nonce, tag, text) = Parts(sealedKey);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(key, tagSize);
        aes.Encrypt(nonce.Span, privateKey, text.Span, tag.Span, Encoding.UTF8.GetBytes(id));
        return sealedKey;
    }

    /// <summary>The private key of what was sealed.</summary>
    /// <exception cref="CryptographicException">It was sealed with another secret, or changed.</exception>
    public byte[] Open(string id, byte[] sealedKey)
    {
        if (key is null) throw new CryptographicException($"Keys and secrets in the database are sealed: set {Setting} to the secret they were sealed with.");
        var (nonce, tag, text) = Parts(sealedKey);
        var privateKey = new byte[text.Length];
        using var aes = new AesGcm(key, tag.Length);
        aes.Decrypt(nonce.Span, text.Span, tag.Span, privateKey, Encoding.UTF8.GetBytes(id));
        return privateKey;
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Text) Parts(byte[] sealedKey)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        if (sealedKey.Length < nonce + tag) throw new CryptographicException("This is no sealed key.");
        return (sealedKey.AsMemory(0, nonce), sealedKey.AsMemory(nonce, tag), sealedKey.AsMemory(nonce + tag));
    }

    private static byte[]? KeyOf(string? secret, string purpose)
    {
        if (string.IsNullOrEmpty(secret)) return null;
        if (secret.Length < Shortest) throw new OperatorException($"{Setting} must have at least {Shortest} characters.");
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: Encoding.UTF8.GetBytes(purpose));
    }
}
