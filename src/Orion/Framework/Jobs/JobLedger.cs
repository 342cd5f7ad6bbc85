using Microsoft.Extensions.Options;
using Npgsql;

namespace Orion.Framework.Jobs;

/// <summary>A piece of work as the operator sees it. Its payload is left out: it may name people.</summary>
public sealed record JobEntry(
    Guid StoreId, Guid Id, string Kind, string State, int Attempts, DateTimeOffset RunAt, DateTimeOffset? EndedAt, string? LastError);

/// <summary>What is waiting, what failed for good, and what can be forgotten; across stores, for the operator.</summary>
public sealed class JobLedger(DatabaseAccess database, IOptions<JobOptions> options, TimeProvider clock, JobSignal signal)
{
    private const int Batch = 1000;

    /// <summary>Work in a state, the newest first.</summary>
    public async Task<IReadOnlyList<JobEntry>> ListAsync(JobState state, string? kind, int most, CancellationToken stop)
    {
        return await database.Platform.ListAsync(
            """
            select store_id, id, kind, state, attempts, run_at, ended_at, last_error from jobs
            where state = $1 and ($2 = '' or kind = $2) order by id desc limit $3
            """,
            [
                new() { Value = state.ToString() },
                new() { Value = kind ?? "" },
                new() { Value = most }
            ],
            row => new JobEntry(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetFieldValue<DateTimeOffset>(5),
                row.GetFieldValue<DateTimeOffset?>(6), row.IsDBNull(7) ? null : row.GetString(7)),
            stop);
    }

    /// <summary>Lets parked work begin anew: one piece, all of a kind, or all. Gives how many.</summary>
    public async Task<int> ReplayAsync(Guid? id, string? kind, CancellationToken stop)
    {
        var replayed = await database.Platform.ExecuteAsync(
            """
            update jobs set state = 'Waiting', attempts = 0, run_at = $1, locked_until = null, ended_at = null
            where state = 'Parked' and ($2 = '' or kind = $2) and ($3::uuid is null or id = $3)
            """,
            [
                new() { Value = clock.GetUtcNow() },
                new() { Value = kind ?? "" },
                new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid }
            ],
            stop);
        if (replayed > 0) signal.Wake();
        return replayed;
    }

    /// <summary>Counts what waits and what is parked, by kind.</summary>
    internal async Task<IReadOnlyList<JobCount>> CountAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await database.Platform.ListAsync(
            """
            select kind, count(*) filter (where state = 'Waiting'), count(*) filter (where state = 'Parked'),
                min(run_at) filter (where state = 'Waiting')
            from (select kind, state, run_at from jobs where state = 'Waiting'
                union all select kind, state, run_at from jobs where state = 'Parked') all_of_them
            group by kind
            """,
            [],
            row =>
            {
                var oldest = row.GetFieldValue<DateTimeOffset?>(3) ?? now;
                return new JobCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), oldest < now ? now - oldest : TimeSpan.Zero);
            },
            stop);
    }

    /// <summary>Forgets work that was done long ago, a batch per store and call. Gives how many.</summary>
    internal async Task<int> CleanAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return await database.Platform.ExecuteAsync(
            """
            with recursive stores as (
                (select store_id from jobs where state = 'Done' order by store_id limit 1)
                union all
                select next.store_id from stores s cross join lateral (
                    select store_id from jobs where state = 'Done' and store_id > s.store_id order by store_id limit 1) next),
            old as (
                select j.store_id, j.id from stores s cross join lateral (
                    select store_id, id from jobs where store_id = s.store_id and state = 'Done' and ended_at < $1
                        and (key is null or key like 'cron %' or ended_at < $2)
                    order by ended_at limit $3 for update skip locked) j)
            delete from jobs j using old where j.store_id = old.store_id and j.id = old.id
            """,
            [
                new() { Value = now - options.Value.KeepDone },
                new() { Value = now - options.Value.KeepKeyed },
                new() { Value = Batch }
            ],
            stop);
    }
}
