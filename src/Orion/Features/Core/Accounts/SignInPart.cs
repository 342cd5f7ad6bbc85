using RazorSlices;

namespace Orion.Features.Core.Accounts;

/// <summary>How a user signs in, on their own page: password, address and second factor, and the ways to others.</summary>
public sealed class SignInPart(PlatformDb db, RequestContext request) : IUserAccountPart
{
    /// <param name="Email">The address.</param>
    /// <param name="IsVerified">Whether it was proved.</param>
    /// <param name="SecondFactorSince">Since when signing in asks for a code.</param>
    /// <param name="CodesLeft">How many recovery codes are unused.</param>
    public sealed record Model(string Email, bool IsVerified, DateTimeOffset? SecondFactorSince, int CodesLeft);

    public int Order => 10;

    public async Task<RazorSlice?> LoadAsync(CancellationToken stop)
    {
        if (request.Principal.Claims is not { Subject: var me }) return null;
        var found = await db.Set<User>().Where(u => u.Id == me)
            .Select(u => new Model(
                u.Email, u.EmailVerifiedAt != null, u.SecondFactorSince,
                db.Set<SecondFactors.RecoveryCode>().Count(c => c.UserId == me && c.Set == u.RecoverySet && c.UsedAt == null)))
            .FirstOrDefaultAsync(stop);
        return found is null ? null : _SignIn.Create(found);
    }
}
