using Orion.Features.Core.Teams;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Accounts;
using Orion.Framework.Modules;

namespace Orion.Features.Core.Ownership;

/// <summary>Offers the store to another member of the team, who has to confirm it. A newer offer takes the place of an older one.</summary>
public sealed record OfferOwnership(bool? Stay) : IInput<OfferOwnership>
{
    /// <summary>Whom the store is offered to, and until when.</summary>
    public sealed record Result(Guid MemberId, bool Stay, DateTimeOffset ExpiresAt);

    public void Validate(Errors errors)
    {
    }

    public async Task<Outcome<Result>> RunAsync(
        Guid member, OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, AccountMails mails, CancellationToken stop)
    {
        if (request.Principal is not StorePrincipal) return TeamRefusal.ByPeopleOnly;
        var team = await Team.LockAsync(db, request, modules, stop);
        if (team.Members.SingleOrDefault(m => m.Id == member) is not { } to) return Refusal.NotFound("person");
        if (team.Actor?.Role != StoreRole.Owner) return TeamRefusal.AboveYourself;
        if (to.Role == StoreRole.Owner) return Refusal.Conflict("already_owner", "This person is an owner already.");
        foreach (var before in await db.Set<OwnershipOffer>().ToListAsync(stop)) db.Remove(before);
        await db.SaveChangesAsync(stop);
        var offer = OwnershipOffer.Make(team.ActorId, to.UserId, Stay == true, request.Now);
        db.Add(offer);
        await OwnershipMail.SendAsync(AccountMailKind.OwnershipOffered, to.UserId, db, platform, request, mails, stop);
        await db.SaveChangesAsync(stop);
        return new Result(member, offer.Stays, offer.ExpiresAt);
    }
}

/// <summary>Confirms the offer: the other is an owner from now on, and who offered it a manager, unless they stay.</summary>
public sealed record ConfirmOwnership
{
    /// <summary>That it is done.</summary>
    public sealed record Result(string Role);

    public async Task<Outcome<Result>> RunAsync(
        OrionDb db, PlatformDb platform, RequestContext request, ModuleRegistry modules, AccountMails mails, CancellationToken stop)
    {
        if (request.Principal is not StorePrincipal) return TeamRefusal.ByPeopleOnly;
        var team = await Team.LockAsync(db, request, modules, stop);
        var offer = await db.Set<OwnershipOffer>().SingleOrDefaultAsync(o => o.ToUserId == team.ActorId, stop);
        if (offer is null || request.Now >= offer.ExpiresAt || team.Actor is not { } to) return Refusal.NotFound("offer");
        // Who offered it may have been made something else meanwhile: then it isn't theirs to give.
        if (team.Members.SingleOrDefault(m => m.UserId == offer.FromUserId) is not { Role: StoreRole.Owner } from) return Refusal.NotFound("offer");
        to.Become(StoreRole.Owner);
        if (!offer.Stays) from.Become(StoreRole.Manager);
        db.Remove(offer);
        await OwnershipMail.SendAsync(AccountMailKind.OwnershipTaken, from.UserId, db, platform, request, mails, stop);
        await db.SaveChangesAsync(stop);
        return new Result("owner");
    }
}

/// <summary>Takes the offer back, or says no to it.</summary>
public sealed record DropOwnership
{
    /// <summary>Nothing is left to say.</summary>
    public sealed record Result;

    public async Task<Outcome<Result>> RunAsync(OrionDb db, RequestContext request, ModuleRegistry modules, CancellationToken stop)
    {
        if (request.Principal is not StorePrincipal) return TeamRefusal.ByPeopleOnly;
        var team = await Team.LockAsync(db, request, modules, stop);
        var offer = await db.Set<OwnershipOffer>().SingleOrDefaultAsync(stop);
        if (offer is null || (offer.ToUserId != team.ActorId && team.Actor?.Role != StoreRole.Owner)) return Refusal.NotFound("offer");
        db.Remove(offer);
        await db.SaveChangesAsync(stop);
        return new Result();
    }
}

/// <summary>Tells the other one by mail, in the transaction of what was done.</summary>
internal static class OwnershipMail
{
    public static async Task SendAsync(
        AccountMailKind kind, Guid to, OrionDb db, PlatformDb platform, RequestContext request, AccountMails mails, CancellationToken stop)
    {
        var by = (request.Principal as StorePrincipal)?.Name ?? "";
        mails.Send(db, kind, to, await platform.Set<User>().Where(u => u.Id == to).Select(u => u.Email).SingleAsync(stop), note: by);
    }
}
