using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Orion.Framework.Audit;

/// <summary>
/// Adds to every save the entries that tell of it: they go in the same batch, so they cost no round trip, and in the same
/// transaction, so neither is there without the other.
/// </summary>
internal sealed class AuditInterceptor(TimeProvider clock) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OrionDb { IsAudited: true } db) Write(db);
        return ValueTask.FromResult(result);
    }

    private void Write(OrionDb db)
    {
        // Entries of a save that failed, and is tried again, would be there twice.
        foreach (var stale in db.ChangeTracker.Entries<AuditEntry>().Where(e => e is { State: EntityState.Added, Entity.IsDerived: true }).ToList())
            stale.State = EntityState.Detached;

        var now = clock.GetUtcNow();
        var request = db.Scope as RequestContext;
        var tracked = db.ChangeTracker.Entries().ToList();
        foreach (var entry in tracked.Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var entity = AuditedEntity.Of(entry.Metadata);
            if (!entity.IsAudited || ChangeRecord.Of(entry, entity) is not { } change) continue;
            db.Add(AuditEntry.Of(
                request, now, StoreOf(db, entry), change.Action, entity.Word,
                entity.IdProperty is { } id ? (Guid?)entry.Property(id.Name).CurrentValue : null,
                NameOf(entry, entity, tracked), change.Before, change.After, derived: true));
        }
    }

    /// <summary>Its own store; else the store it is, or the one that the request is for.</summary>
    private static Guid StoreOf(OrionDb db, EntityEntry entry) => entry.Entity switch
    {
        IStoreOwned owned => owned.StoreId,
        IStoreItself store => store.Id,
        _ => db.StoreId
    };

    private static string? NameOf(EntityEntry entry, AuditedEntity entity, List<EntityEntry> tracked)
    {
        var own = entry.Entity is INamedInLog named ? named.NameInLog
            : entity.NameProperty is { } property ? $"{entry.Property(property.Name).CurrentValue}" : "";
        foreach (var key in entity.Parents)
        {
            var id = entry.Property(key.Properties[1].Name).CurrentValue;
            var parent = id is null ? null : tracked.FirstOrDefault(e =>
                e.Metadata.ClrType == key.PrincipalEntityType.ClrType && Equals(e.Property(key.PrincipalKey.Properties[1].Name).CurrentValue, id));
            if (parent is null || AuditedEntity.Of(parent.Metadata).NameProperty is not { } called) continue;
            return own.Length == 0 ? $"{parent.Property(called.Name).CurrentValue}" : $"{parent.Property(called.Name).CurrentValue}: {own}";
        }

        return own.Length == 0 ? null : own;
    }
}

/// <summary>The entity that is a store, rather than something of a store's.</summary>
public interface IStoreItself
{
    /// <summary>The store's key.</summary>
    Guid Id { get; }
}
