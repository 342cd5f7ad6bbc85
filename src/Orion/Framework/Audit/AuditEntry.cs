using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orion.Framework.Text;

namespace Orion.Framework.Audit;

/// <summary>
/// One thing that somebody did, written in the transaction of what was done and never changed. What is done to the installation
/// rather than to a store has the empty store id, which only the platform's role can write or read.
/// </summary>
[Unaudited("It is the log.")]
public sealed class AuditEntry : IStoreOwned
{
    private AuditEntry()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public DateTimeOffset At { get; private set; }

    public ActorKind ActorKind { get; private set; }

    public Guid? ActorId { get; private set; }

    public string ActorName { get; private set; } = "";

    /// <summary>Under whose name it was done, where that is another.</summary>
    public Guid? OnBehalfOfId { get; private set; }

    public string? OnBehalfOfName { get; private set; }

    /// <summary>What was done, as a participle: <c>created</c>, <c>changed</c>, <c>deleted</c>, <c>signed-in</c>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>To what kind of thing, such as <c>product-variant</c>.</summary>
    public string Entity { get; private set; } = "";

    public Guid? EntityId { get; private set; }

    /// <summary>What people called the thing then.</summary>
    public string? EntityName { get; private set; }

    /// <summary>What changed, as it was: a JSON object by property; null for what came into being.</summary>
    public string? Before { get; private set; }

    /// <summary>What changed, as it is since: a JSON object by property; null for what was deleted.</summary>
    public string? After { get; private set; }

    /// <summary>The network address that asked; null for work of the installation.</summary>
    public string? Address { get; private set; }

    /// <summary>The request, or the request that asked for the work.</summary>
    public string CorrelationId { get; private set; } = "";

    /// <summary>Whether the tracker's changes made it, so that a second try of the same save makes it again.</summary>
    internal bool IsDerived { get; init; }

    /// <summary>Before every id that is given from this moment on: ids begin with their moment (RFC 9562, version 7).</summary>
    public static Guid FirstAt(DateTimeOffset moment)
    {
        var bytes = Guid.CreateVersion7(moment).ToByteArray(bigEndian: true);
        bytes.AsSpan(6).Clear();
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Says that the transaction clears entries past their time; nothing else may, and no role but the platform's.</summary>
    public static Task AllowClearingAsync(PlatformDb db, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"select set_config('orion.audit_clearing', 'on', true)", stop);

    /// <summary>An entry in the name of whoever the request's actor is.</summary>
    internal static AuditEntry Of(
        RequestContext? request, DateTimeOffset now, Guid store, string action, string entity, Guid? id, string? name,
        string? before, string? after, bool derived)
    {
        var actor = request?.Actor ?? Actor.System();
        return new AuditEntry
        {
            StoreId = store,
            Id = Guid.CreateVersion7(now),
            At = now,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = Short(actor.Name),
            OnBehalfOfId = actor.OnBehalfOf?.Id,
            OnBehalfOfName = actor.OnBehalfOf is { } other ? Short(other.Name) : null,
            Action = action,
            Entity = entity,
            EntityId = id,
            EntityName = name is null ? null : Short(name),
            Before = before,
            After = after,
            Address = request?.CallerAddress?.ToString(),
            CorrelationId = request?.CorrelationId ?? "",
            IsDerived = derived
        };
    }

    private static string Short(string text) => TextLimit.Shorten(text, 200, "…");
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_logs");
        builder.Ignore(e => e.IsDerived);
        builder.Property(e => e.ActorName).HasMaxLength(200);
        builder.Property(e => e.OnBehalfOfName).HasMaxLength(200);
        builder.Property(e => e.Action).HasMaxLength(60);
        builder.Property(e => e.Entity).HasMaxLength(60);
        builder.Property(e => e.EntityName).HasMaxLength(200);
        builder.Property(e => e.Before).HasColumnType("jsonb");
        builder.Property(e => e.After).HasColumnType("jsonb");
        builder.Property(e => e.Address).HasMaxLength(64);
        builder.Property(e => e.CorrelationId).HasMaxLength(64);
        builder.HasIndex(e => new { e.StoreId, e.ActorId, e.Id });
        builder.HasIndex(e => new { e.StoreId, e.Entity, e.EntityId, e.Id });
        // The operator reads all stores' entries in one list.
        builder.HasIndex(e => e.Id);
    }
}
