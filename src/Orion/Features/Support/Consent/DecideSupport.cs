using Orion.Features.Support.Mail;
using Orion.Framework.Auth;
using Orion.Framework.Jobs;

namespace Orion.Features.Support.Consent;

/// <summary>Says yes to a request, for some hours.</summary>
/// <param name="Hours">1, 4 or 24.</param>
public sealed record AllowSupport(int? Hours) : IInput<AllowSupport>
{
    public void Validate(Errors errors) =>
        errors.If(Hours is not { } given || !SupportGrant.Hours.Contains(given), "hours", "Choose 1, 4 or 24 hours.");

    public Task<Outcome<SupportRow>> RunAsync(Guid id, OrionDb db, RequestContext request, Outbox outbox, CancellationToken stop) =>
        SupportAnswer.RunAsync(id, Hours, "allowed", SupportMailKind.Allowed, db, request, outbox, stop);
}

/// <summary>Says no to a request.</summary>
public sealed record DeclineSupport
{
    public Task<Outcome<SupportRow>> RunAsync(Guid id, OrionDb db, RequestContext request, Outbox outbox, CancellationToken stop) =>
        SupportAnswer.RunAsync(id, null, "declined", SupportMailKind.Declined, db, request, outbox, stop);
}

/// <summary>Ends an access that is open: whoever is inside is out within seconds.</summary>
public sealed record StopSupport
{
    public async Task<Outcome<SupportRow>> RunAsync(
        Guid id, OrionDb db, PlatformDb platform, RequestContext request, PrincipalCache principals, CancellationToken stop)
    {
        if (request.Principal is not StorePrincipal) return SupportAnswer.ByPeopleOnly;
        if (await SupportGrants.FindAsync(db, request.Store.Id, id, stop) is not { } grant) return Refusal.NotFound("support access");
        if (grant.StatusAt(request.Now) == SupportStatus.Asked) return Refusal.Conflict("not_open", "This request waits for an answer: allow or decline it.");
        if (grant.End(request.Actor.Name, request.Now) is { } refusal) return refusal;
        db.Record("ended", "support-access", grant.Id, grant.NameInLog);
        await db.SaveChangesAsync(stop);
        await SupportGrants.SignOutAsync(grant, db, platform, principals, stop);
        return SupportRow.Of(grant, request);
    }
}

internal static class SupportAnswer
{
    /// <summary>Consent is a person's: a program with a key gives none.</summary>
    public static readonly Refusal ByPeopleOnly = new(403, "people_only", "Only a person of the store can do this, not a program with a key.");

    public static async Task<Outcome<SupportRow>> RunAsync(
        Guid id, int? hours, string action, SupportMailKind mail, OrionDb db, RequestContext request, Outbox outbox, CancellationToken stop)
    {
        if (request.Principal is not StorePrincipal { UserId: var you }) return ByPeopleOnly;
        if (await SupportGrants.FindAsync(db, request.Store.Id, id, stop) is not { } grant) return Refusal.NotFound("support access");
        // Somebody may work for the store and for the console: two hats, and one of them asks the other.
        if (grant.OperatorId == you) return new Refusal(403, "own_request", "You asked for this yourself. Somebody else of the store has to answer.");
        if (grant.Answer(hours, request.Actor.Name, request.Now) is { } refusal) return refusal;
        db.Record(action, "support-access", grant.Id, grant.NameInLog, after: hours is null ? null : new { hours, grant.ExpiresAt });
        outbox.Enqueue(SendSupportMail.Kind, new SupportMailRequest(grant.StoreId, grant.Id, mail), within: db);
        await db.SaveChangesAsync(stop);
        return SupportRow.Of(grant, request);
    }
}
