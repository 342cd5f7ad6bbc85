using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Orion.Features.Core.SecondFactors;

/// <summary>
/// That somebody gave the right password and is now asked for their second factor. Known by a token which only the browser or
/// program that gave the password has; good once, at the same place and door.
/// </summary>
[Unaudited("Technical: what comes of it, signing in, is written.")]
[NeverTaken("ix_user_challenges_hash", "The hash of random bits.")]
public sealed class SignInChallenge
{
    /// <summary>How long it waits for the code.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Wrong codes after which the password is asked for again.</summary>
    public const int Tries = 5;

    private SignInChallenge()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid UserId { get; private set; }

    public Face Face { get; private set; }

    public Door Door { get; private set; }

    public Guid? StoreId { get; private set; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] Hash { get; private set; } = [];

    public int Failures { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Asks a user for their second factor; <paramref name="token"/> is handed to whoever gave the password.</summary>
    public static SignInChallenge Put(Guid user, RequestContext request, out string token)
    {
        token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new SignInChallenge
        {
            UserId = user,
            Face = request.Face,
            Door = request.Door,
            StoreId = request.StoreId,
            Hash = HashOf(token)!,
            ExpiresAt = request.Now + Life
        };
    }

    /// <summary>SHA-256 of a token as it came; null when it can't be one.</summary>
    public static byte[]? HashOf(string? token) =>
        token is { Length: 43 } && Base64Url.IsValid(token) ? SHA256.HashData(Encoding.ASCII.GetBytes(token)) : null;
}
