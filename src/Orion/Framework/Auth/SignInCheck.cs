namespace Orion.Framework.Auth;

/// <summary>An account that an e-mail address leads to.</summary>
/// <param name="Id">Its key.</param>
/// <param name="PasswordHash">Null for one without a password, such as a guest.</param>
public sealed record Account(Guid Id, string? PasswordHash);

/// <summary>
/// Checks e-mail and password, for every face alike: counted, and with the same work and the same words whether or not there is
/// such an account.
/// </summary>
public sealed class SignInCheck(Passwords passwords, SignInLimits limits)
{
    /// <summary>The account's key, or why not. <paramref name="find"/> gets the address in its stored spelling.</summary>
    public async Task<Outcome<Guid>> RunAsync(
        RequestContext request, string email, string password, Func<string, Task<Account?>> find, CancellationToken stop)
    {
        var address = EmailAddress.Identity(email);
        // The same address is another account in each store and on the console.
        var account = $"{request.Face}|{request.StoreId}|{address}";
        if (await limits.TakeAsync(request.CallerAddress, account) is { } wait)
            return new Refusal(429, "too_many_attempts", "Too many attempts to sign in. Wait a minute, then try again.") { RetryAfter = wait };

        var found = await find(address);
        if (!await passwords.FitsAsync(password, found?.PasswordHash, stop)) return SignInRefusal.BadCredentials(request.Door);
        await limits.SucceededAsync(request.CallerAddress, account);
        return found!.Id;
    }
}
