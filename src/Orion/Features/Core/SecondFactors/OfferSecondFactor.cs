using System.Text.Json.Serialization;
using Orion.Framework.Auth.Accounts;

namespace Orion.Features.Core.SecondFactors;

/// <summary>Begins to set up a second factor: makes a secret for the app. Asks for the password: a session alone must not lock its owner out.</summary>
public sealed record OfferSecondFactor(string? Password) : IInput<OfferSecondFactor>
{
    /// <param name="Secret">For typing it into the app: base 32.</param>
    /// <param name="Address">For the app to read: <c>otpauth://totp/...</c>.</param>
    /// <param name="ExpiresIn">Seconds within which a code must confirm it.</param>
    public sealed record Result(string Secret, string Address, int ExpiresIn)
    {
        /// <summary>The address as a picture.</summary>
        [JsonIgnore]
        public QrPicture Picture => QrPicture.Of(Address);

        /// <summary>What a user is shown of their secret.</summary>
        public static Result Of(User user, byte[] secret, RequestContext request) => new(
            AuthenticatorApp.TextOf(secret), AuthenticatorApp.AddressOf(secret, request.Platform?.Name ?? "Orion", user.Email),
            (int)(user.SecondFactorOfferedAt!.Value + User.OfferLife - request.Now).TotalSeconds);
    }

    public void Validate(Errors errors) => Proof.Check(errors, Password);

    public async Task<Outcome<Result>> RunAsync(
        PlatformDb db, RequestContext request, OwnPassword own, SecondFactorSecrets secrets, CancellationToken stop)
    {
        var outcome = await own.CheckAsync("password", Password!, stop);
        if (outcome.Refusal is { } refusal) return refusal;
        var me = outcome.Value!.Id;
        return await db.InTransactionAsync<Outcome<Result>>(
            async () =>
            {
                // Takes the row: an offer must not replace the secret that a code confirms at the same moment.
                await db.Set<User>().Where(u => u.Id == me).ExecuteUpdateAsync(s => s.SetProperty(u => u.SecondFactorFailures, u => u.SecondFactorFailures), stop);
                var user = await db.Set<User>().SingleAsync(u => u.Id == me, stop);
                if (user.HasSecondFactor) return Proof.IsOn;
                var secret = AuthenticatorApp.MakeSecret();
                var (kept, isSealed) = secrets.Seal(me, secret);
                user.OfferSecondFactor(kept, isSealed, request.Now);
                await db.SaveChangesAsync(stop);
                return Result.Of(user, secret, request);
            }, o => o.Refusal is null, stop);
    }
}

/// <summary>What several of the operations ask for alike.</summary>
internal static class Proof
{
    public static readonly Refusal IsOn = Refusal.Conflict("second_factor_on", "Your second factor is on already. Turn it off first to set up another app.");

    public static void Check(Errors errors, string? password) =>
        errors.If(string.IsNullOrEmpty(password) || password.Length > Framework.Auth.PasswordRules.Longest, "password", "Enter your password.");

    public static void CheckCode(Errors errors, string? code) => errors.Text("code", code, 40, "the code");
}
