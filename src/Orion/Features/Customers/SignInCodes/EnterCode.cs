using Orion.Framework.Audit;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Auth.Sessions;

namespace Orion.Features.Customers.SignInCodes;

/// <summary>Signs in with the code of a mail, where it was asked for. The address is proved by it; a guest who bought has an account from then on.</summary>
/// <param name="Challenge">On the API, what asking gave; on pages the browser's cookie says it.</param>
/// <param name="Code">Six digits; spaces don't matter.</param>
public sealed record EnterCode(string? Challenge, string? Code) : IInput<EnterCode>
{
    /// <summary>Wrong, used, expired, tried too often, asked for elsewhere, or there is no such account: which is nobody's business.</summary>
    public static readonly Refusal BadCode = Refusal.Invalid("code", "This code is not right, or no longer good. Check it, or ask for another one.", "bad_code");

    public void Validate(Errors errors)
    {
        errors.Text("code", Code, 20, "the code from the mail");
        errors.Text("challenge", Challenge, 100, "the challenge", required: false);
    }

    public async Task<Outcome<SignedIn>> RunAsync(
        string? challenge, OrionDb db, RequestContext request, SignInLimits limits, IEnumerable<IAccountStore> accounts,
        IEnumerable<ISessionStore> sessions, AccessTokens tokens, CancellationToken stop)
    {
        if (AccountLink.HashOf(challenge) is not { } hash) return BadCode;
        if (await limits.TakeAsync(request.CallerAddress, $"code-try|{Convert.ToHexString(hash)}") is { } wait) return CodeLimit.Refuse(wait);
        var now = request.Now;
        var good = db.Set<CustomerCode>().Where(c => c.TokenHash == hash && c.UsedAt == null && c.ExpiresAt > now);

        // Counted, and committed, before it is looked at: guesses that come at once are counted one by one.
        var counted = await db.InTransactionAsync(
            () => good.Where(c => c.Tries < CustomerCode.MostTries).ExecuteUpdateAsync(s => s.SetProperty(c => c.Tries, c => c.Tries + 1), stop), stop);
        if (counted == 0) return BadCode;

        var codeHash = CustomerCode.HashOf(hash, string.Concat(Code!.Where(c => !char.IsWhiteSpace(c))));
        var begun = await db.InTransactionAsync<(Guid Customer, Guid Session, string? RefreshToken)?>(
            async () =>
            {
                if (await good.Where(c => c.CodeHash == codeHash).ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now), stop) != 1) return null;
                var email = await db.Set<CustomerCode>().Where(c => c.TokenHash == hash).Select(c => c.Email).SingleAsync(stop);
                var store = accounts.For(Face.Shop);
                if (await store.FindAsync(email, stop) is not { } holder) return null;
                request.Actor = new Actor(ActorKind.Customer, holder.Id, email);
                if (!holder.IsVerified) await store.SetEmailAsync(holder.Id, email, stop);
                // Codes that were asked for besides are worth nothing once the person is in.
                await db.Set<CustomerCode>().Where(c => c.Email == email && c.UsedAt == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now), stop);
                await limits.SucceededAsync(request.CallerAddress, CodeLimit.Of(request, email));
                var (session, refreshToken) = await sessions.For(Face.Shop).BeginAsync(holder.Id, stop);
                return (holder.Id, session, refreshToken);
            }, stop);
        return begun is var (customer, session, refreshToken)
            ? await SignedIn.IssueAsync(tokens, request, customer, session, refreshToken, stop)
            : BadCode;
    }
}
