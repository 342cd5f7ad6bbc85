using System.Collections.Frozen;

namespace Orion.Framework.Jobs;

/// <summary>Something that happened in a module. A record, named in the past tense; saved with the change that caused it.</summary>
public interface IEvent;

/// <summary>
/// Saves events and work in the transaction of the change. Nothing is sent and nothing runs before that transaction commits.
/// </summary>
public sealed class Outbox(OrionDb db, RequestContext request, JobRegistry registry, JobSignal signal)
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
    public void Enqueue<TPayload>(string kind, TPayload payload, DateTimeOffset? runAt = null, string? key = null) where TPayload : class
    {
        var handler = registry.Find(kind) ?? throw new InvalidOperationException($"Nothing handles '{kind}'.");
        Add(Job.Make(kind, handler.Module, payload, runAt ?? request.Now, key, request.CorrelationId));
    }

    private void Add(Job job)
    {
        db.Add(job);
        db.AfterCommit(signal.Wake);
    }
}

/// <summary>What handles a kind of work.</summary>
/// <param name="Kind">The stable word that is stored with the work.</param>
/// <param name="Module">The module whose switch decides whether it runs.</param>
/// <param name="Payload">The type of its input.</param>
/// <param name="Handler">The <see cref="JobHandler{TPayload}"/> that does it.</param>
/// <param name="Cron">A schedule in cron's five fields, UTC, for work that Orion starts by itself; null otherwise.</param>
public sealed record JobDescription(string Kind, string Module, Type Payload, Type Handler, string? Cron = null);

/// <summary>Does one kind of work. Runs in a scope of its own, in one transaction, for one store; may run again, so it is idempotent.</summary>
public abstract class JobHandler<TPayload> where TPayload : class
{
    /// <summary>Does it. What it changes and that it is done commit together.</summary>
    public abstract Task RunAsync(TPayload payload, CancellationToken stop);

    /// <summary>True when it opens its own transactions, because something outside happens between them.</summary>
    public virtual bool OwnTransactions => false;
}

/// <summary>All kinds of work of the installation.</summary>
public sealed class JobRegistry(IEnumerable<JobDescription> descriptions)
{
    private readonly FrozenDictionary<string, JobDescription> byKind = descriptions.ToFrozenDictionary(d => d.Kind, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IEnumerable<JobDescription> All => byKind.Values;

    /// <summary>What handles a kind, or null.</summary>
    public JobDescription? Find(string kind) => byKind.GetValueOrDefault(kind);

    /// <summary>What listens to an event.</summary>
    public IEnumerable<JobDescription> HandlersOf(Type happened) => byKind.Values.Where(d => d.Payload == happened);
}

/// <summary>Wakes the workers of this node at once, and those of others soon after.</summary>
public sealed class JobSignal : IDisposable
{
    /// <summary>The channel on which nodes tell each other that there is work.</summary>
    public const string Channel = "orion_jobs";

    private readonly SemaphoreSlim due = new(0, 1);

    /// <summary>There is work.</summary>
    public void Wake()
    {
        try
        {
            due.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody has said so already.
        }
    }

    public void Dispose() => due.Dispose();

    /// <summary>Waits until there may be work, at most <paramref name="longest"/>.</summary>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken stop) => due.WaitAsync(longest, stop);
}

/// <summary>Registers work; modules call it from <c>AddServices</c>.</summary>
public static class JobRegistration
{
    /// <summary>The engine itself.</summary>
    public static IServiceCollection AddOrionJobs(this IServiceCollection services, IConfiguration configuration)
    {
        _ = configuration;
        services.AddSingleton<JobRegistry>();
        services.AddSingleton<JobSignal>();
        services.AddScoped<Outbox>();
        return services;
    }

    /// <summary>A kind of work, or a listener to an event when <typeparamref name="TPayload"/> is one.</summary>
    public static IServiceCollection AddJob<TPayload, THandler>(this IServiceCollection services, string kind, string module, string? cron = null)
        where TPayload : class where THandler : JobHandler<TPayload>
    {
        services.AddSingleton(new JobDescription(kind, module, typeof(TPayload), typeof(THandler), cron));
        services.AddScoped<THandler>();
        return services;
    }
}
