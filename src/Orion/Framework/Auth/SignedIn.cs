namespace Orion.Framework.Auth;

/// <summary>What a sign-in gives.</summary>
/// <param name="AccessToken">Good for the door by which the person came: as a bearer on the API, as the cookie on pages.</param>
/// <param name="RefreshToken">Continues the session on the API; null on pages.</param>
/// <param name="ExpiresIn">Seconds for which the access token is good.</param>
public sealed record SignedIn(string AccessToken, string? RefreshToken, int ExpiresIn)
{
    /// <summary>How long a session may last from signing in, by the door.</summary>
    public static TimeSpan SessionLife(Door door) => door == Door.Api ? Auth.RefreshToken.Life : AccessTokens.PageLife;

    /// <summary>Signs the access token of a session.</summary>
    public static async Task<SignedIn> IssueAsync(
        AccessTokens tokens, RequestContext request, Guid subject, Guid session, string? refreshToken, CancellationToken stop)
    {
        var claims = new TokenClaims(subject, session, request.StoreId);
        var life = request.Door == Door.Api ? AccessTokens.ApiLife : AccessTokens.PageLife;
        return new SignedIn(
            await tokens.IssueAsync(request.Face, request.Door, claims, stop), refreshToken, (int)life.TotalSeconds);
    }
}

/// <summary>That something was done, where there is nothing to say of it.</summary>
public sealed record SignedOut;

/// <summary>The refusals of signing in, in one wording: which part was wrong is nobody's business.</summary>
public static class SignInRefusal
{
    /// <summary>E-mail or password is wrong, or the person has no business here: 401 on the API, the form again on pages.</summary>
    public static Refusal BadCredentials(Door door) => door == Door.Api
        ? new Refusal(401, "bad_credentials", Sentence)
        : Refusal.Invalid("", Sentence, "bad_credentials");

    /// <summary>The refresh token is used up, expired, revoked or not one.</summary>
    public static readonly Refusal BadRefreshToken = new(401, "invalid_token", "This session has ended. Sign in again.");

    private const string Sentence = "The e-mail address or the password is not right. Check both and try again.";
}
