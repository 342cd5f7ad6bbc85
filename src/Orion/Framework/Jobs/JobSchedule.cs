using System.Collections.Concurrent;
using System.Globalization;
using Cronos;
using Orion.Framework.Modules;

namespace Orion.Framework.Jobs;

/// <summary>
/// Starts scheduled work. Every node with workers reckons by itself; the unique (store, kind, minute) lets one of them win. Work
/// that the last fire left undone isn't doubled, so a module that is off, or workers that are away, pile nothing up. What was
/// missed within <see cref="LookBack"/> is made up for once.
/// </summary>
internal sealed class JobSchedule(
    JobRegistry registry, ModuleRegistry modules, ITenantSource stores, ITenantStore tenants, DatabaseAccess database, TimeProvider clock)
{
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(1);

    private readonly List<(JobDescription Kind, CronExpression Cron)> scheduled =
        [.. registry.All.Where(d => d.Cron is not null).Select(d => (d, CronExpression.Parse(d.Cron!, CronFormat.Standard)))];

    private readonly ConcurrentDictionary<string, DateTimeOffset> fired = new(StringComparer.Ordinal);

    /// <summary>Saves the work of every schedule whose minute has come. Does nothing, and asks nobody, when none has.</summary>
    public async Task FireAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var (kind, cron) in scheduled)
        {
            if (LastOf(cron, now) is not { } moment || fired.GetValueOrDefault(kind.Kind) >= moment) continue;
            if (await StoresOf(kind, stop) is { Count: > 0 } targets) await SaveAsync(kind, targets, moment, now, stop);
            fired[kind.Kind] = moment;
        }
    }

    private static DateTimeOffset? LastOf(CronExpression cron, DateTimeOffset now)
    {
        DateTimeOffset? last = null;
        foreach (var moment in cron.GetOccurrences(now - LookBack, now, TimeZoneInfo.Utc, fromInclusive: false, toInclusive: true))
            last = moment;
        return last;
    }

    private async Task<List<Guid>> StoresOf(JobDescription kind, CancellationToken stop)
    {
        if (kind.Reach == JobReach.Installation) return [Guid.Empty];
        var found = new List<Guid>();
        foreach (var id in await stores.ListActiveAsync(stop))
            if (await tenants.FindByIdAsync(id, stop) is { } store && modules.IsOn(kind.Module, store.Platform)) found.Add(id);
        return found;
    }

    private async Task SaveAsync(JobDescription kind, List<Guid> targets, DateTimeOffset moment, DateTimeOffset now, CancellationToken stop)
    {
        await database.Platform.ExecuteAsync(
            """
            insert into jobs (store_id, id, kind, module, payload, key, run_at, attempts, state, created_at)
            select target.store_id, target.id, $3, $4, '{}'::jsonb, $5, $6, 0, 'Waiting', $7
            from unnest($1::uuid[], $2::uuid[]) as target (store_id, id)
            where not exists (select from jobs j where j.store_id = target.store_id and j.module = $4 and j.kind = $3 and j.state = 'Waiting')
            on conflict (store_id, kind, key) where key is not null do nothing
            """,
            [
                new() { Value = targets.ToArray() },
                new() { Value = targets.Select(_ => Guid.CreateVersion7(now)).ToArray() },
                new() { Value = kind.Kind },
                new() { Value = kind.Module },
                new() { Value = "cron " + moment.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture) },
                new() { Value = moment },
                new() { Value = now }
            ],
            stop);
    }
}
