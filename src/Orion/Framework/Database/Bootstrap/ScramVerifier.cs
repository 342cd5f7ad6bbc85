using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orion.Framework.Database.Bootstrap;

/// <summary>
/// What PostgreSQL stores for a SCRAM-SHA-256 password (RFC 5803): made here, so that the password itself is never part
/// of a statement, which servers write to their logs.
/// </summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096;
    private const int SaltBytes = 16;

    internal static string Create(string password) =>
        Create(password, RandomNumberGenerator.GetBytes(SaltBytes), Iterations);

    /// <summary>Whether a stored verifier was made of this password; false for any other form of storage.</summary>
    internal static bool Matches(string? stored, string password)
    {
        // SCRAM-SHA-256$4096:salt$stored:server
        var parts = (stored ?? "").Split('$', ':');
        return parts.Length == 5
            && parts[0] == "SCRAM-SHA-256"
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var iterations)
            && stored == Create(password, Convert.FromBase64String(parts[2]), iterations);
    }

    private static string Create(string password, byte[] salt, int iterations)
    {
        // Outside of ASCII the password would have to be normalised first (SASLprep, RFC 4013).
        if (password.Length == 0 || !Ascii.IsValid(password))
        {
            throw new ArgumentException("Role passwords must be ASCII and not empty.", nameof(password));
        }

        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        var stored = $"{Convert.ToBase64String(SHA256.HashData(clientKey))}:{Convert.ToBase64String(serverKey)}";
        return string.Create(
            CultureInfo.InvariantCulture, $"SCRAM-SHA-256${iterations}:{Convert.ToBase64String(salt)}${stored}");
    }
}
