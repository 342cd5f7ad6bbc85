using System.Buffers.Text;
using System.Security.Cryptography;

namespace Orion.Framework.Web;

/// <summary>Names that can't be guessed, for what is known to its owner alone: a cart, an order.</summary>
public static class RandomToken
{
    /// <summary>How many characters a token has.</summary>
    public const int Length = 27;

    private const int Bytes = 20;

    /// <summary>160 random bits as base64url (RFC 4648, section 5).</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text has the shape of a token; saves looking up what can't exist.</summary>
    public static bool IsToken(string? text) => text is { Length: Length } && Base64Url.IsValid(text);
}
