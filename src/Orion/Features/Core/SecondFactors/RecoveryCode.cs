using System.Security.Cryptography;
using System.Text;

namespace Orion.Features.Core.SecondFactors;

/// <summary>
/// A code that stands in for the app once, written down by its owner. Stored as PBKDF2-HMAC-SHA-512 with the set's key as salt (OWASP
/// ASVS 5.0, 6.5.2: 50 bits are too few for a plain hash); one derivation finds it among the ten.
/// </summary>
[Unaudited("Making and using codes is written as such.")]
[NeverTaken("ix_user_recovery_codes_user_id_set_id_hash", "The hashes of random bits.")]
public sealed class RecoveryCode
{
    /// <summary>How many a set has.</summary>
    public const int SetSize = 10;

    private const int Length = 10;
    private const int Iterations = 210_000;

    /// <summary>Crockford's base 32 without U: nothing that reads like something else, no words.</summary>
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    private RecoveryCode()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid UserId { get; private set; }

    /// <summary>The set that it belongs to; good only while that is the user's.</summary>
    public Guid Set { get; private set; }

    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>A new set's texts, such as <c>7kq2m-x04wd</c>.</summary>
    public static IReadOnlyList<string> MakeTexts() =>
        [.. Enumerable.Range(0, SetSize).Select(_ => RandomNumberGenerator.GetString(Letters, Length).Insert(Length / 2, "-"))];

    /// <summary>What is stored of a text.</summary>
    public static RecoveryCode Keep(Guid user, Guid set, byte[] hash) => new() { UserId = user, Set = set, Hash = hash };

    /// <summary>A code as it was typed, in its one spelling; null when it can't be one.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null or { Length: > 40 }) return null;
        var text = string.Concat(typed.Where(c => c != '-' && !char.IsWhiteSpace(c))).ToLowerInvariant()
            .Replace('o', '0').Replace('i', '1').Replace('l', '1');
        return text.Length == Length && text.All(Letters.Contains) ? text : null;
    }

    /// <summary>The hash of a code within a set. Costs a tenth of a second of a core.</summary>
    public static byte[] HashOf(Guid set, string text) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.ASCII.GetBytes(Read(text)!), set.ToByteArray(), Iterations, HashAlgorithmName.SHA512, 32);
}
