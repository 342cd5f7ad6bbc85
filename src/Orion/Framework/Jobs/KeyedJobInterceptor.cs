using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Orion.Framework.Jobs;

/// <summary>
/// Saves keyed work so that the same key is no error: the one that was first stays. A plain insert would fail, and with it the
/// change that asks for the work.
/// </summary>
internal sealed class KeyedJobInterceptor : SaveChangesInterceptor
{
    /// <exception cref="InvalidOperationException">There is no transaction that the work could belong to.</exception>
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not OrionDb db) return result;
        var keyed = db.ChangeTracker.Entries<Job>().Where(e => e is { State: EntityState.Added, Entity.Key: not null }).ToList();
        foreach (var entry in keyed)
        {
            if (db.Database.CurrentTransaction is null)
                throw new InvalidOperationException("Work with a key is saved in the transaction of the change that asks for it.");
            var job = entry.Entity;
            var state = job.State.ToString();
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into jobs (store_id, id, kind, module, payload, key, run_at, attempts, state, correlation_id, created_at)
                values ({job.StoreId}, {job.Id}, {job.Kind}, {job.Module}, {job.Payload}::jsonb, {job.Key}, {job.RunAt}, 0, {state},
                    {job.CorrelationId}, {job.CreatedAt})
                on conflict (store_id, kind, key) where key is not null do nothing
                """, cancellationToken);
            entry.State = EntityState.Detached;
        }

        return result;
    }
}
