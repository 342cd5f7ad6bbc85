using System.Text.Json.Serialization;

namespace Orion.Features.Core.SecondFactors;

/// <summary>Whether one's account has a second factor, and what there is to know of it.</summary>
public sealed record ShowSecondFactor
{
    /// <param name="IsOn">Whether signing in asks for it.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="RecoveryCodesLeft">How many recovery codes are unused.</param>
    /// <param name="IsRequired">Whether this account must have one.</param>
    public sealed record Result(bool IsOn, DateTimeOffset? Since, int RecoveryCodesLeft, bool IsRequired)
    {
        /// <summary>The secret that waits to be confirmed; on the page alone.</summary>
        [JsonIgnore]
        public OfferSecondFactor.Result? Offer { get; init; }
    }

    public async Task<Outcome<Result>> RunAsync(
        PlatformDb db, RequestContext request, SecondFactorSecrets secrets, SecondFactorPolicy policy, CancellationToken stop)
    {
        if (request.Principal.Claims is not { Subject: var me }) return Refusal.NotFound();
        if (await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Id == me, stop) is not { } user) return Refusal.NotFound();
        var left = user.RecoverySet is { } set
            ? await db.Set<RecoveryCode>().CountAsync(c => c.UserId == me && c.Set == set && c.UsedAt == null, stop)
            : 0;
        return new Result(user.HasSecondFactor, user.SecondFactorSince, left, policy.IsRequired(request.Face))
        {
            Offer = request.Door == Door.Page && user.IsOffered(request.Now)
                ? OfferSecondFactor.Result.Of(user, secrets.Open(me, user.SecondFactorSecret!, user.IsSecondFactorSealed), request)
                : null
        };
    }
}
