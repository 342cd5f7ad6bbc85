using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Orion.Framework.Modules;

namespace Orion.Framework.Jobs;

/// <summary>Work that this node has taken on. Attempts grow with each claim, so the pair of id and attempts names the claim.</summary>
internal sealed record ClaimedJob(
    Guid StoreId, Guid Id, string Kind, string Module, string Payload, string? CorrelationId, int Attempts, DateTimeOffset RunAt);

/// <summary>
/// Takes work on for this node, fairly: it walks the stores that have due work in a circle and takes a little of each, so that a
/// hundred thousand pieces of one store cost another's only piece nothing. Crosses stores, and so works as orion_platform.
/// </summary>
internal sealed class JobClaims(
    DatabaseAccess database, ITenantStore tenants, ModuleRegistry modules, IOptions<JobOptions> options, TimeProvider clock)
{
    private const int MostQueues = 256;

    /// <summary>One index probe a queue (store and module), from the one where the last round ended.</summary>
    private const string Queues =
        """
        with recursive queues as (
            (select store_id, module, run_at from jobs where state = 'Waiting' and (store_id, module) > ($1, $2)
                order by store_id, module, run_at limit 1)
            union all
            select next.* from queues q cross join lateral (
                select store_id, module, run_at from jobs where state = 'Waiting' and (store_id, module) > (q.store_id, q.module)
                order by store_id, module, run_at limit 1) next)
        select store_id, module from queues where run_at <= $3 limit 256
        """;

    private const string Take =
        """
        update jobs j set locked_until = $1, attempts = attempts + 1
        from unnest($2::uuid[], $3::text[], $4::int[]) with ordinality as queue (store_id, module, most, place)
        cross join lateral (
            select id from jobs where store_id = queue.store_id and module = queue.module and state = 'Waiting' and run_at <= $5
                and (locked_until is null or locked_until <= $5)
            order by run_at limit queue.most for update skip locked) due
        where j.store_id = queue.store_id and j.id = due.id
        returning j.store_id, j.id, j.kind, j.module, j.payload, j.correlation_id, j.attempts, j.run_at
        """;

    private Queue last;

    /// <summary>Takes on up to <paramref name="most"/> pieces of due work; <paramref name="running"/> tells how many each store has here already.</summary>
    /// <returns>The work, and whether there may be more.</returns>
    public async Task<(List<ClaimedJob> Jobs, bool More)> ClaimAsync(
        int most, IReadOnlyDictionary<Guid, int> running, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (queues, isAll) = await FindQueuesAsync(now, stop);
        var open = new List<Queue>();
        foreach (var queue in queues)
            if (await IsOnAsync(queue, stop)) open.Add(queue);

        var shares = Share(open, most, running);
        var taken = shares.Count == 0 ? [] : await TakeAsync(shares, now, stop);
        last = shares.Count > 0 && shares.Count < open.Count ? shares[^1].Queue : isAll ? default : queues[^1];
        return (taken, taken.Count > 0 || (!isAll && shares.Count == 0));
    }

    /// <summary>Gives each store one place in turn until all places are given.</summary>
    internal List<(Queue Queue, int Most)> Share(IReadOnlyList<Queue> open, int most, IReadOnlyDictionary<Guid, int> running)
    {
        var places = new int[open.Count];
        var held = new Dictionary<Guid, int>();
        for (var given = true; given && most > 0;)
        {
            given = false;
            for (var i = 0; i < open.Count && most > 0; i++)
            {
                var store = open[i].Store;
                var has = held.TryGetValue(store, out var counted) ? counted : running.GetValueOrDefault(store);
                if (has >= options.Value.MostPerStore) continue;
                held[store] = has + 1;
                places[i]++;
                most--;
                given = true;
            }
        }

        return [.. open.Zip(places).Where(q => q.Second > 0)];
    }

    /// <summary>Keeps work in progress from going to others.</summary>
    public async Task RenewAsync(IReadOnlyCollection<ClaimedJob> jobs, CancellationToken stop)
    {
        if (jobs.Count == 0) return;
        // Work whose transaction holds its row is safe without: what is locked is skipped here as it is by a claim.
        await database.Platform.ExecuteAsync(
            """
            update jobs j set locked_until = $1
            from (select d.store_id, d.id from jobs d join unnest($2::uuid[], $3::uuid[], $4::int[]) as mine (store_id, id, attempts)
                on d.store_id = mine.store_id and d.id = mine.id and d.attempts = mine.attempts
                where d.state = 'Waiting' for update of d skip locked) held
            where j.store_id = held.store_id and j.id = held.id
            """,
            [
                new() { Value = clock.GetUtcNow() + options.Value.Lease },
                new() { Value = jobs.Select(j => j.StoreId).ToArray() },
                new() { Value = jobs.Select(j => j.Id).ToArray() },
                new() { Value = jobs.Select(j => j.Attempts).ToArray() }
            ],
            stop);
    }

    /// <summary>Done, by a handler with transactions of its own.</summary>
    public Task CompleteAsync(ClaimedJob job) => EndAsync(job, JobState.Done, clock.GetUtcNow(), job.Attempts, null);

    /// <summary>Failed for good.</summary>
    public Task ParkAsync(ClaimedJob job, string error) => EndAsync(job, JobState.Parked, clock.GetUtcNow(), job.Attempts, error);

    /// <summary>Failed; to be tried again.</summary>
    public Task RetryAsync(ClaimedJob job, DateTimeOffset at, string error) => EndAsync(job, JobState.Waiting, at, job.Attempts, error);

    /// <summary>Not done and not failed: to be done later, here or elsewhere, and this try doesn't count.</summary>
    public Task GiveBackAsync(ClaimedJob job, DateTimeOffset at) => EndAsync(job, JobState.Waiting, at, job.Attempts - 1, null);

    private async Task EndAsync(ClaimedJob job, JobState state, DateTimeOffset at, int attempts, string? error)
    {
        await database.Platform.ExecuteAsync(
            """
            update jobs set state = $1, attempts = $2, locked_until = null, last_error = coalesce($3, last_error),
                run_at = case when $1 = 'Waiting' then $4 else run_at end, ended_at = case when $1 = 'Waiting' then null else $4 end
            where store_id = $5 and id = $6 and attempts = $7 and state = 'Waiting'
            """,
            [
                new() { Value = state.ToString() },
                new() { Value = attempts },
                new() { Value = (object?)error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = at },
                new() { Value = job.StoreId },
                new() { Value = job.Id },
                new() { Value = job.Attempts }
            ],
            CancellationToken.None);
    }

    private async Task<(List<Queue> Queues, bool IsAll)> FindQueuesAsync(DateTimeOffset now, CancellationToken stop)
    {
        var from = last;
        var found = await ReadQueuesAsync(from, now, stop);
        if (found.Count == MostQueues || from == default) return (found, found.Count < MostQueues);
        // The circle is closed: what comes before the place where this round began comes after its end.
        var start = await ReadQueuesAsync(default, now, stop);
        found.AddRange(start.Where(q => !found.Contains(q)));
        return (found, start.Count < MostQueues);
    }

    private async Task<List<Queue>> ReadQueuesAsync(Queue from, DateTimeOffset now, CancellationToken stop)
    {
        return await database.Platform.ListAsync(
            Queues,
            [
                new() { Value = from.Store },
                new() { Value = from.Module ?? "" },
                new() { Value = now }
            ],
            row => new Queue(row.GetGuid(0), row.GetString(1)),
            stop);
    }

    /// <summary>What is off stays where it is, untouched, and is seen again by the first round after it is on.</summary>
    private async Task<bool> IsOnAsync(Queue queue, CancellationToken stop)
    {
        if (modules.Find(queue.Module!) is not { } module) return false;
        if (module.Tier != ModuleTier.Optional || queue.Store == Guid.Empty) return true;
        return await tenants.FindByIdAsync(queue.Store, stop) is not { } store || modules.IsOn(queue.Module!, store.Platform);
    }

    private async Task<List<ClaimedJob>> TakeAsync(List<(Queue Queue, int Most)> shares, DateTimeOffset now, CancellationToken stop)
    {
        // Not cancelled half way: what the server has given must be known here.
        return await database.Platform.ListAsync(
            Take,
            [
                new() { Value = now + options.Value.Lease },
                new() { Value = shares.Select(s => s.Queue.Store).ToArray() },
                new() { Value = shares.Select(s => s.Queue.Module!).ToArray() },
                new() { Value = shares.Select(s => s.Most).ToArray() },
                new() { Value = now }
            ],
            row => new ClaimedJob(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(6),
                row.GetFieldValue<DateTimeOffset>(7)),
            CancellationToken.None);
    }

    /// <summary>The waiting work of one store for one module; the default stands before all of them.</summary>
    internal readonly record struct Queue(Guid Store, string? Module);
}
