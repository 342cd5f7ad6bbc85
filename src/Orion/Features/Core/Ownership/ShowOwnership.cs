using Orion.Framework.Auth;
using Orion.Framework.Web.Shell;

namespace Orion.Features.Core.Ownership;

/// <summary>The offer of the store that is open, for the two whom it concerns.</summary>
public sealed record ShowOwnership
{
    /// <summary>Who offers it to whom; nulls when nothing is offered.</summary>
    /// <param name="IsForYou">Whether the one who looks may confirm it.</param>
    public sealed record Result(string? From, string? To, bool Stay, DateTimeOffset? ExpiresAt, bool IsForYou, bool MayDrop);

    public async Task<Result> RunAsync(OrionDb db, PlatformDb platform, RequestContext request, CancellationToken stop)
    {
        var now = request.Now;
        var offer = await db.Set<OwnershipOffer>().AsNoTracking().SingleOrDefaultAsync(o => o.ExpiresAt > now, stop);
        var you = request.Principal is StorePrincipal member ? member.UserId : Guid.Empty;
        var isOwner = await db.Set<StoreMember>().AnyAsync(m => m.UserId == you && m.Role == StoreRole.Owner, stop);
        if (offer is null || (offer.ToUserId != you && !isOwner)) return new(null, null, false, null, false, false);
        var people = await platform.Set<User>().AsNoTracking().Where(u => u.Id == offer.FromUserId || u.Id == offer.ToUserId)
            .Select(u => new { u.Id, u.Name }).ToDictionaryAsync(u => u.Id, u => u.Name, stop);
        return new(people[offer.FromUserId], people[offer.ToUserId], offer.Stays, offer.ExpiresAt, offer.ToUserId == you, true);
    }
}

/// <summary>Tells on the dashboard's first page that a store is offered to whoever looks.</summary>
internal sealed class OwnershipFrontPage(OrionDb db, RequestContext request) : IFrontPagePart
{
    public string Module => "core";

    public string Permission => "dashboard.view";

    public async Task FillAsync(FrontPage page, CancellationToken stop)
    {
        var now = request.Now;
        if (request.Principal is StorePrincipal { UserId: var you }
            && await db.Set<OwnershipOffer>().AnyAsync(o => o.ToUserId == you && o.ExpiresAt > now, stop))
            page.Tasks.Add(new FrontPageTask("key", $"{request.Store.Name} is offered to you: confirm that you will own it.", request.Href.Store("/ownership")));
    }
}
