using OtpNet;

namespace Orion.Features.Core.SecondFactors;

/// <summary>Codes of six digits that an app on a phone makes of a shared secret and the time (TOTP, RFC 6238): SHA-1, steps of 30 seconds.</summary>
public static class AuthenticatorApp
{
    private const int SecretBytes = 20;
    private const int Digits = 6;

    /// <summary>One step before and one after: clocks differ, and people type slowly (RFC 6238, 5.2).</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new secret of 160 bits, as long as the hash (RFC 4226, 4).</summary>
    public static byte[] MakeSecret() => KeyGeneration.GenerateRandomKey(SecretBytes);

    /// <summary>The secret as people type it, in groups of four.</summary>
    public static string TextOf(byte[] secret) => string.Join(' ', Base32Encoding.ToString(secret).TrimEnd('=').Chunk(4).Select(c => new string(c)));

    /// <summary>The address that apps read from a QR code.</summary>
    public static string AddressOf(byte[] secret, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Base32Encoding.ToString(secret).TrimEnd('=')}"
        + $"&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period=30";

    /// <summary>A code as it was typed, without spaces; null when it can't be one.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null or { Length: > 20 }) return null;
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        return digits.Length == Digits && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>The step whose code this is, if it is right now and later than <paramref name="after"/>; else null.</summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now, long after) =>
        new Totp(secret, totpSize: Digits).VerifyTotp(now.UtcDateTime, code, out var step, Window) && step > after ? step : null;
}
