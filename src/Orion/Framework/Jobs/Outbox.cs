namespace Orion.Framework.Jobs;

/// <summary>Something that happened in a module. A record, named in the past tense; saved with the change that caused it.</summary>
public interface IEvent;

/// <summary>
/// Saves events and work in the transaction of the change. Nothing is sent and nothing runs before that transaction commits.
/// Within a request for a store it is that store's work; in the operator's console, and in work of the installation, it is
/// the installation's.
/// </summary>
public sealed class Outbox(OrionDb store, PlatformDb platform, RequestContext request, JobRegistry registry, JobSignal signal)
{
    /// <summary>Says that something happened: one piece of work for each handler that listens.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="key">When given, each handler runs once for this key however often the event is raised.</param>
    public void Raise<TEvent>(TEvent happened, string? key = null) where TEvent : class, IEvent
    {
        foreach (var handler in registry.HandlersOf(typeof(TEvent)))
            Add(Job.Make(handler.Kind, handler.Module, happened, request.Now, key, request.CorrelationId));
    }

    /// <summary>Asks for work, now or later.</summary>
    /// <exception cref="InvalidOperationException">Nothing handles this kind.</exception>
    /// <param name="kind">The kind of work.</param>
    /// <param name="payload">Its input.</param>
    /// <param name="runAt">When it may run; by default now.</param>
    /// <param name="key">When given, the work is done once for it.</param>
    /// <param name="within">The context whose transaction it belongs to, where that isn't the request's own.</param>
    public void Enqueue<TPayload>(
        string kind, TPayload payload, DateTimeOffset? runAt = null, string? key = null, OrionDb? within = null) where TPayload : class
    {
        var handler = registry.Find(kind) ?? throw new InvalidOperationException($"Nothing handles '{kind}'.");
        Add(Job.Make(kind, handler.Module, payload, runAt ?? request.Now, key, request.CorrelationId), within);
    }

    private void Add(Job job, OrionDb? within = null)
    {
        var db = within ?? (request.HasStore ? store : platform);
        db.Add(job);
        db.AfterCommit(signal.Wake);
    }
}
