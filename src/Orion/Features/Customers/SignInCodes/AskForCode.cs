using Orion.Framework.Audit;
using Orion.Framework.Auth;
using Orion.Framework.Jobs;

namespace Orion.Features.Customers.SignInCodes;

/// <summary>Asks for a code by mail, to sign in without a password. Known and unknown addresses cost the same and are answered alike.</summary>
public sealed record AskForCode(string? Email) : IInput<AskForCode>
{
    /// <summary>What everybody is told.</summary>
    public const string Said = "If there is an account with this address, a code is on its way to it.";

    /// <param name="Challenge">What signs in together with the code; for whoever asked alone.</param>
    /// <param name="ExpiresIn">Seconds for which both are good.</param>
    /// <param name="Message">The same for every address.</param>
    public sealed record Result(string Challenge, int ExpiresIn, string Message);

    public void Validate(Errors errors) =>
        errors.If(!EmailAddress.IsValid(Email), "email", "Enter your e-mail address, such as name@example.com.");

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, Outbox outbox, SignInLimits limits, CancellationToken stop)
    {
        var address = EmailAddress.Identity(Email!);
        if (await limits.TakeAsync(request.CallerAddress, CodeLimit.Of(request, address)) is { } wait) return CodeLimit.Refuse(wait);
        var token = "";
        await db.InTransactionAsync(
            async () =>
            {
                // What is long over goes when somebody asks again; nothing else ever reads it.
                var old = request.Now - TimeSpan.FromDays(1);
                await db.Set<CustomerCode>().Where(c => c.Email == address && c.CreatedAt < old).ExecuteDeleteAsync(stop);
                var code = CustomerCode.Ask(address, request.Now, out token);
                db.Add(code);
                db.Record("requested", "sign-in-code");
                outbox.Enqueue(SendSignInCode.Kind, new SignInCodeRequest(code.Id));
                return await db.SaveChangesAsync(stop);
            }, stop);
        return new Result(token, (int)CustomerCode.Life.TotalSeconds, Said);
    }
}

/// <summary>How asking and trying are counted.</summary>
internal static class CodeLimit
{
    public static string Of(RequestContext request, string address) => $"code|{request.StoreId}|{address}";

    public static Refusal Refuse(int wait) =>
        new(429, "too_many_attempts", "Too many attempts. Wait a minute, then try again.") { RetryAfter = wait };
}
