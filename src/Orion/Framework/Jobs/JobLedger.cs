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
        await using var command = database.Platform.CreateCommand(
            """
            select store_id, id, kind, state, attempts, run_at, ended_at, last_error from jobs
            where state = $1 and ($2 = '' or kind = $2) order by id desc limit $3
            """);
        command.Parameters.Add(new() { Value = state.ToString() });
        command.Parameters.Add(new() { Value = kind ?? "" });
        command.Parameters.Add(new() { Value = most });
        var found = new List<JobEntry>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            found.Add(new(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset?>(6),
                await reader.IsDBNullAsync(7, stop) ? null : reader.GetString(7)));
        return found;
    }

    /// <summary>Lets parked work begin anew: one piece, all of a kind, or all. Gives how many.</summary>
    public async Task<int> ReplayAsync(Guid? id, string? kind, CancellationToken stop)
    {
        await using var command = database.Platform.CreateCommand(
            """
            update jobs set state = 'Waiting', attempts = 0, run_at = $1, locked_until = null, ended_at = null
            where state = 'Parked' and ($2 = '' or kind = $2) and ($3::uuid is null or id = $3)
            """);
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        command.Parameters.Add(new() { Value = kind ?? "" });
        command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        var replayed = await command.ExecuteNonQueryAsync(stop);
        if (replayed > 0) signal.Wake();
        return replayed;
    }

    /// <summary>Counts what waits and what is parked, by kind.</summary>
    internal async Task<IReadOnlyList<JobCount>> CountAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var command = database.Platform.CreateCommand(
            """
            select kind, count(*) filter (where state = 'Waiting'), count(*) filter (where state = 'Parked'),
                min(run_at) filter (where state = 'Waiting')
            from (select kind, state, run_at from jobs where state = 'Waiting'
                union all select kind, state, run_at from jobs where state = 'Parked') all_of_them
            group by kind
            """);
        var counts = new List<JobCount>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            var oldest = reader.GetFieldValue<DateTimeOffset?>(3) ?? now;
            counts.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), oldest < now ? now - oldest : TimeSpan.Zero));
        }

        return counts;
    }

    /// <summary>Forgets work that was done long ago, a batch per store and call. Gives how many.</summary>
    internal async Task<int> CleanAsync(CancellationToken stop)
    {
        await using var command = database.Platform.CreateCommand(
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
            """);
        var now = clock.GetUtcNow();
        command.Parameters.Add(new() { Value = now - options.Value.KeepDone });
        command.Parameters.Add(new() { Value = now - options.Value.KeepKeyed });
        command.Parameters.Add(new() { Value = Batch });
        return await command.ExecuteNonQueryAsync(stop);
    }
}
