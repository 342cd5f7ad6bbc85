using System.Collections.Frozen;

namespace Orion.Framework.Jobs;

/// <summary>For whom a schedule starts its work.</summary>
public enum JobReach
{
    /// <summary>Once for every active store whose platform has the module on; the handler sees that store alone.</summary>
    EachStore,

    /// <summary>Once for the whole installation; the handler has no store and uses <see cref="PlatformDb"/>.</summary>
    Installation
}

/// <summary>What handles a kind of work.</summary>
/// <param name="Kind">The stable word that is stored with the work.</param>
/// <param name="Module">The module whose switch decides whether it runs.</param>
/// <param name="Payload">The type of its input.</param>
/// <param name="Handler">The <see cref="JobHandler{TPayload}"/> that does it.</param>
/// <param name="Cron">A schedule in cron's five fields, UTC, for work that Orion starts by itself; null otherwise.</param>
/// <param name="Reach">For whom the schedule starts it. The payload of scheduled work is an empty JSON object.</param>
public sealed record JobDescription(
    string Kind, string Module, Type Payload, Type Handler, string? Cron = null, JobReach Reach = JobReach.EachStore);

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
