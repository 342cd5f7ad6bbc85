namespace Orion.Features.Tenancy.Admin;

/// <summary>Closes a store's shop for now. Its team can still sign in; shoppers are told that it is closed.</summary>
/// <param name="Reason">Why; for the operators, never shown to shoppers.</param>
public sealed record SuspendStore(string? Reason) : IInput<SuspendStore>
{
    public void Validate(Errors errors) => errors.Text("reason", Reason, 500, "the reason: others will want to know");

    public async Task<Outcome<Guid>> RunAsync(Guid id, PlatformDb db, RequestContext request, CancellationToken stop) =>
        await StoreStatusChange.RunAsync(id, store => store.Suspend(Reason!.Trim(), request.Now, StoreRows.OperatorOf(request)), db, stop);
}

/// <summary>Opens a suspended store's shop again.</summary>
public sealed record ReopenStore
{
    public async Task<Outcome<Guid>> RunAsync(Guid id, PlatformDb db, CancellationToken stop) =>
        await StoreStatusChange.RunAsync(id, store => store.Reopen(), db, stop);
}

internal static class StoreStatusChange
{
    /// <summary>Changes a store and tells every node, with the same commit.</summary>
    public static async Task<Outcome<Guid>> RunAsync(Guid id, Func<Store, Refusal?> change, PlatformDb db, CancellationToken stop)
    {
        if (await db.Set<Store>().FirstOrDefaultAsync(s => s.Id == id, stop) is not { } store) return Refusal.NotFound("store");
        if (change(store) is { } refusal) return refusal;
        await db.SaveChangesAsync(stop);
        await db.NotifyAsync(CachedTenantStore.Channel, $"store:{id}", stop);
        return id;
    }
}
