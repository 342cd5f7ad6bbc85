using System.Diagnostics.Metrics;

namespace Orion.Framework.Jobs;

/// <summary>What is measured of the workers. Labels are kinds and outcomes, never stores.</summary>
internal sealed class JobMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string Meter = "Orion.Jobs";

    private readonly Histogram<double> duration;
    private readonly List<JobCount> none;
    private volatile IReadOnlyList<JobCount> counts = [];

    public JobMetrics(IMeterFactory meters, JobRegistry registry)
    {
        // A kind of which there is none is 0, not absent.
        none = registry.All.Select(d => new JobCount(d.Kind, 0, 0, TimeSpan.Zero)).ToList();
        counts = none;
        var meter = meters.Create(Meter);
        duration = meter.CreateHistogram<double>("orion.job.duration", "s", "How long work took, by kind and outcome.");
        meter.CreateObservableGauge("orion.jobs.waiting", () => Observe(c => c.Waiting), "{job}", "Work that waits, by kind.");
        meter.CreateObservableGauge("orion.jobs.parked", () => Observe(c => c.Parked), "{job}", "Work that failed for good, by kind.");
        meter.CreateObservableGauge("orion.jobs.age", () => Observe(c => c.OldestAge.TotalSeconds), "s", "How long the oldest due work has waited, by kind.");
    }

    /// <summary>A piece of work has ended.</summary>
    public void Ended(string kind, string outcome, TimeSpan took) =>
        duration.Record(took.TotalSeconds, new("kind", kind), new("outcome", outcome));

    /// <summary>What a count of all work gave.</summary>
    public void Counted(IReadOnlyList<JobCount> counted) => counts = [.. counted, .. none.ExceptBy(counted.Select(c => c.Kind), c => c.Kind)];

    private IEnumerable<Measurement<double>> Observe(Func<JobCount, double> value) =>
        counts.Select(c => new Measurement<double>(value(c), new KeyValuePair<string, object?>("kind", c.Kind)));
}

/// <summary>How much work of one kind there is in the whole installation.</summary>
internal sealed record JobCount(string Kind, long Waiting, long Parked, TimeSpan OldestAge);
