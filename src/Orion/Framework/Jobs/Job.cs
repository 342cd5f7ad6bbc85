using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orion.Framework.Jobs;

/// <summary>Where a piece of work stands. Stored as text.</summary>
public enum JobState
{
    /// <summary>Waits for its time.</summary>
    Waiting,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Failed for good; an operator can look at it and try again.</summary>
    Parked
}

/// <summary>
/// A piece of work, saved in the same transaction as the change that asks for it (the outbox). An event is one job per handler.
/// Work of the installation itself has the empty store id and is made by the platform's role alone.
/// </summary>
[Unaudited("Technical: what the work changes is written when it runs.")]
[NeverTaken("ix_jobs_store_id_kind_key", "Work that is there by its key is not inserted again, in one statement.")]
public sealed class Job : IStoreOwned
{
    private Job()
    {
    }

    public Guid StoreId { get; private set; }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>What handles it, such as <c>orders.confirmation-mail</c>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The module whose switch decides whether it runs.</summary>
    public string Module { get; private set; } = "";

    /// <summary>Its input as JSON.</summary>
    public string Payload { get; private set; } = "{}";

    /// <summary>Work with the same kind and key is done once per store.</summary>
    public string? Key { get; private set; }

    /// <summary>When it may run.</summary>
    public DateTimeOffset RunAt { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>Until when a worker has it; null when none has.</summary>
    public DateTimeOffset? LockedUntil { get; private set; }

    public JobState State { get; private set; }

    /// <summary>Why it failed last; for the operator, without personal data.</summary>
    public string? LastError { get; private set; }

    /// <summary>The request that asked for it.</summary>
    public string? CorrelationId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was done or parked.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Makes a piece of work to be saved with the change.</summary>
    public static Job Make(string kind, string module, object payload, DateTimeOffset runAt, string? key = null, string? correlationId = null) => new()
    {
        Kind = kind,
        Module = module,
        Payload = JsonSerializer.Serialize(payload, payload.GetType(), JsonSerializerOptions.Web),
        RunAt = runAt,
        CreatedAt = runAt,
        Key = key,
        CorrelationId = correlationId
    };
}

internal sealed class JobMapping : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.Property(j => j.Kind).HasMaxLength(100);
        builder.Property(j => j.Module).HasMaxLength(40);
        builder.Property(j => j.Key).HasMaxLength(200);
        builder.Property(j => j.Payload).HasColumnType("jsonb");
        builder.Property(j => j.CorrelationId).HasMaxLength(64);
        builder.HasIndex(j => new { j.StoreId, j.Kind, j.Key }).IsUnique().HasFilter("key is not null");
        // Workers walk it from (store, module) to (store, module): what waits in one store, or for a module that is off, costs others one step.
        builder.HasIndex(j => new { j.StoreId, j.Module, j.RunAt }).HasFilter("state = 'Waiting'").HasDatabaseName("ix_jobs_store_id_due");
        builder.HasIndex(j => new { j.StoreId, j.EndedAt }, "ix_jobs_store_id_done").HasFilter("state = 'Done'");
        builder.HasIndex(j => new { j.StoreId, j.EndedAt }, "ix_jobs_store_id_parked").HasFilter("state = 'Parked'");
    }
}
