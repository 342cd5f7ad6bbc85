using Orion.Features.Support.Mail;
using Orion.Framework.Auth;
using Orion.Framework.Jobs;

namespace Orion.Features.Support.Console;

/// <summary>Asks a store's owners for access, as one of its team.</summary>
/// <param name="As">The member's person, by id: the access has that member's name and rights.</param>
/// <param name="Reason">Why; the merchant reads it.</param>
public sealed record AskForSupport(Guid? As, string? Reason) : IInput<AskForSupport>
{
    public void Validate(Errors errors)
    {
        errors.If(As is null, "as", "Choose as whom.");
        errors.Text("reason", Reason, 500, "the reason: the merchant reads it");
    }

    public Task<Outcome<SupportRow>> RunAsync(Guid store, PlatformDb db, RequestContext request, Outbox outbox, CancellationToken stop) =>
        SupportStart.RunAsync(store, As!.Value, db, request, SupportGrant.Ask, Reason!.Trim(), grant =>
        {
            db.Record("asked-for", "support-access", grant.Id, $"support access as {grant.AsName}", after: new { grant.Reason }, store: store);
            outbox.Enqueue(SendSupportMail.Kind, new SupportMailRequest(store, grant.Id, SupportMailKind.Asked), within: db);
        }, stop);
}

/// <summary>Takes access without asking, in an emergency. The owners are told at once.</summary>
/// <param name="As">The member's person, by id.</param>
/// <param name="Reason">Why it could not wait; the merchant reads it.</param>
public sealed record BreakGlass(Guid? As, string? Reason) : IInput<BreakGlass>
{
    public void Validate(Errors errors)
    {
        errors.If(As is null, "as", "Choose as whom.");
        errors.Text("reason", Reason, 500, "why it can't wait: the merchant reads it");
        errors.If(Reason?.Trim().Length is > 0 and < 10, "reason", "Say a little more: at least ten characters.");
    }

    public Task<Outcome<SupportRow>> RunAsync(Guid store, PlatformDb db, RequestContext request, Outbox outbox, CancellationToken stop) =>
        SupportStart.RunAsync(store, As!.Value, db, request, SupportGrant.BreakGlass, Reason!.Trim(), grant =>
        {
            db.Record(
                "took-without-consent", "support-access", grant.Id, $"support access as {grant.AsName}",
                after: new { grant.Reason, grant.ExpiresAt }, store: store);
            outbox.Enqueue(SendSupportMail.Kind, new SupportMailRequest(store, grant.Id, SupportMailKind.Taken), within: db);
        }, stop);
}

internal static class SupportStart
{
    public static async Task<Outcome<SupportRow>> RunAsync(
        Guid store, Guid person, PlatformDb db, RequestContext request, Func<Guid, Actor, ActedFor, string, DateTimeOffset, SupportGrant> make,
        string reason, Action<SupportGrant> note, CancellationToken stop)
    {
        if (!await db.Set<Tenancy.Store>().AnyAsync(s => s.Id == store, stop)) return Refusal.NotFound("store");
        await SupportGrants.LockAsync(db, store, stop);
        if ((await SupportGrants.MembersAsync(db, store, stop)).SingleOrDefault(m => m.Id == person) is not { } member)
            return Refusal.Invalid("as", "This person doesn't work for the store.");
        var you = request.Actor.Id;
        if (person == you) return Refusal.Invalid("as", "You work for this store yourself: sign in there.", "yourself");
        var open = await db.Set<SupportGrant>().Where(g => g.StoreId == store && g.OperatorId == you && g.EndedAt == null).ToListAsync(stop);
        var fresh = make(store, request.Actor, new ActedFor(member.Id, member.Name), reason, request.Now);
        // A request that waits doesn't keep an emergency from being one.
        if (open.Any(g => g.StatusAt(request.Now) == SupportStatus.Active || (!fresh.IsBreakGlass && g.StatusAt(request.Now) == SupportStatus.Asked)))
            return Refusal.Conflict("already_asked", "You have asked for access to this store, or have it. End that first.");
        db.Add(fresh);
        note(fresh);
        await db.SaveChangesAsync(stop);
        return SupportRow.Of(fresh, request);
    }
}
