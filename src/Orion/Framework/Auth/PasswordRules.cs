using System.Globalization;

namespace Orion.Framework.Auth;

/// <summary>
/// What a new password must be (NIST SP 800-63B, 3.1.1.2; OWASP ASVS 5.0, 6.2): long enough, and not among the first that are
/// guessed. Any character is taken, none is asked for, and nothing is cut off.
/// </summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 8;

    /// <summary>Most characters; a bound on work, not on strength.</summary>
    public const int Longest = 128;

    /// <summary>The rule in a sentence, for the hint beside the field.</summary>
    public static readonly string Hint = $"At least {Shortest} characters. A few words in a row are easy to remember and hard to guess.";

    /// <summary>Says below the field what is wrong with a new password.</summary>
    /// <param name="errors">Where it is said.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="known">What anybody could guess of this person: their address, their name, the store's name.</param>
    public static void Check(Errors errors, string field, string? password, params IEnumerable<string?> known)
    {
        if (Problem(password, known) is { } problem) errors.Add(field, problem);
    }

    /// <summary>What is wrong with a new password, or null.</summary>
    public static string? Problem(string? password, params IEnumerable<string?> known)
    {
        if (string.IsNullOrEmpty(password)) return "Enter a password.";
        var length = new StringInfo(password).LengthInTextElements;
        if (length < Shortest) return $"Use at least {Shortest} characters.";
        if (password.Length > Longest) return $"Use at most {Longest} characters.";
        if (CommonPasswords.Contains(password)) return "Many people use this password, so it is guessed first. Choose another.";
        return known.SelectMany(WordsOf).Any(word => IsHardlyMoreThan(password, word))
            ? "This password is easy to guess from your name or address. Choose another."
            : null;
    }

    private static IEnumerable<string> WordsOf(string? known) =>
        known is not { Length: > 0 } ? [] : [known, known.Split('@')[0], known.Replace(" ", "", StringComparison.Ordinal)];

    /// <summary>The word with digits and signs around it is the word.</summary>
    private static bool IsHardlyMoreThan(string password, string word) =>
        word.Length >= 4 && (password.Equals(word, StringComparison.OrdinalIgnoreCase)
            || string.Concat(password.Where(char.IsLetter)).Equals(string.Concat(word.Where(char.IsLetter)), StringComparison.OrdinalIgnoreCase));
}
