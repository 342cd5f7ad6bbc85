using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orion.Framework.Database;
using Orion.Framework.Jobs;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Jobs;

public sealed class JobWorkerTests(Server server)
{
    private readonly Script script = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_with_thousands_of_due_jobs_does_not_delay_anothers_only_one()
    {
        await using var app = await script.StartAsync(server, workers: true, settings: ("Jobs:Concurrency", "2"));
        script.Does = (_, _, _, stop) => Task.Delay(2, stop);
        await app.AskAsync(
            $$"""
            insert into jobs (store_id, id, kind, module, payload, run_at, attempts, state, created_at)
            select '{{app.World["acme"].Id}}', gen_random_uuid(), '{{Script.Kind}}', '{{Script.Module}}', '{"name":"many"}', now(), 0, 'Waiting', now()
            from generate_series(1, 20000)
            """);
        await JobRequests.UntilAsync(() => script.Begun.Count > 10, "the many are being done");

        var before = script.Begun.Count;
        await app.EnqueueAsync("birch", "one");
        await JobRequests.UntilAsync(() => script.Begun.Any(b => b.Name == "one"), "the other store's work is done");

        var waited = script.Begun.TakeWhile(b => b.Name != "one").Count() - before;
        Assert.InRange(waited, 0, 200);
    }

    [Fact]
    public async Task What_a_handler_changed_is_undone_when_it_fails_and_done_once_when_it_succeeds()
    {
        await using var app = await script.StartAsync(server, settings: ("Jobs:FirstPause", "00:00:00.020"));
        var tries = 0;
        script.Does = async (db, request, name, stop) =>
        {
            db.Add(IdempotencyKey.Of($"{name} {Interlocked.Increment(ref tries)}", [1], Guid.CreateVersion7(), request.Now));
            await db.SaveChangesAsync(stop);
            if (tries < 3) throw new InvalidOperationException("It broke in the middle.");
        };

        await app.EnqueueAsync("acme", "effect");
        await JobRequests.UntilAsync(async () => await app.AskAsync("select count(*) from jobs where state = 'Done' and kind = 'test.scripted'") == "1", "the work is done");

        Assert.Equal("effect 3", await app.AskAsync("select string_agg(key, ',') from idempotency_keys"));
        Assert.Equal("3", await app.AskAsync("select attempts from jobs where kind = 'test.scripted'"));
    }

    [Fact]
    public async Task Work_that_fails_waits_longer_each_time_is_parked_and_can_be_replayed()
    {
        var clock = new TestClock();
        await using var app = await script.StartAsync(server, clock, settings: [("Jobs:MostAttempts", "3"), ("Jobs:FirstPause", "00:00:10")]);
        script.Does = (_, _, _, _) => throw new InvalidOperationException("carol@example.test was not found");
        await app.EnqueueAsync("acme", "hopeless");

        foreach (var pause in new[] { 10, 20 })
        {
            var tried = pause == 10 ? 1 : 2;
            await JobRequests.UntilAsync(async () => await app.AskAsync(
                $"select count(*) from jobs where kind = 'test.scripted' and attempts = {tried} and locked_until is null") == "1", $"try {tried} has failed");
            var next = DateTimeOffset.Parse(await app.AskAsync("select to_char(run_at at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from jobs where kind = 'test.scripted'"), System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange((next - clock.Now).TotalSeconds, 0.8 * pause - 0.1, 1.2 * pause + 0.1);
            Assert.Equal(tried, script.Begun.Count);
            clock.Advance(TimeSpan.FromSeconds(pause * 1.2 + 1));
        }

        await JobRequests.UntilAsync(async () => await app.AskAsync("select count(*) from jobs where state = 'Parked'") == "1", "it is parked");
        var error = await app.AskAsync("select last_error from jobs where state = 'Parked'");
        Assert.Contains("InvalidOperationException", error, StringComparison.Ordinal);
        Assert.DoesNotContain("carol", error, StringComparison.Ordinal);

        script.Does = (_, _, _, _) => Task.CompletedTask;
        Assert.Equal(1, await app.Services.GetRequiredService<JobLedger>().ReplayAsync(null, Script.Kind, Stop));
        await JobRequests.UntilAsync(async () => await app.AskAsync("select count(*) from jobs where state = 'Done' and kind = 'test.scripted'") == "1", "the replay has worked");
    }

    [Fact]
    public async Task A_permanent_failure_is_parked_at_once_with_its_reason()
    {
        await using var app = await script.StartAsync(server);
        script.Does = (_, _, _, _) => throw new PermanentJobException("There is nothing to do it with.");
        await app.EnqueueAsync("acme", "hopeless");
        await JobRequests.UntilAsync(async () => await app.AskAsync("select last_error from jobs where state = 'Parked'") == "There is nothing to do it with.", "it is parked");
        Assert.Single(script.Begun);
    }

    [Theory]
    [InlineData(Script.Kind)]
    [InlineData(Script.Kind + "-outside")]
    public async Task A_killed_workers_job_comes_back_when_its_lease_ends(string kind)
    {
        var clock = new TestClock();
        await using var app = await script.StartAsync(server, clock, workers: false);
        await app.EnqueueAsync("acme", "orphan", kind);
        await app.AskAsync($"update jobs set attempts = 1, locked_until = '{clock.Now.AddSeconds(60):O}'");
        await using var worker = await script.StartAsync(server, clock, workers: true, shared: app.Database);

        await Task.Delay(300, Stop);
        Assert.Empty(script.Begun);

        clock.Advance(TimeSpan.FromSeconds(61));
        await JobRequests.UntilAsync(async () => await app.AskAsync($"select count(*) from jobs where state = 'Done' and attempts = 2 and kind = '{kind}'") == "1", "another worker has done it");
        Assert.Single(script.Begun, b => b.Name == "orphan");
    }

    [Fact]
    public async Task Work_of_a_module_that_is_off_waits_and_goes_on_when_it_is_on_again()
    {
        await using var app = await script.StartAsync(server);
        await app.AskAsync(
            $"""
            insert into platform_modules (platform_id, module, is_on, changed_at) values ('{app.World.HarbourId}', '{Script.Module}', false, now());
            select pg_notify('orion_tenancy', 'platform:{app.World.HarbourId}')
            """);
        await app.EnqueueAsync("acme", "off");
        await app.EnqueueAsync("cedar", "elsewhere");
        await JobRequests.UntilAsync(() => script.Begun.Any(b => b.Name == "elsewhere"), "the other platform's work is done");
        await Task.Delay(200, Stop);
        Assert.DoesNotContain(script.Begun, b => b.Name == "off");
        Assert.Equal("Waiting 0", await app.AskAsync($"select state || ' ' || attempts from jobs where store_id = '{app.World["acme"].Id}' and kind = 'test.scripted'"));

        await app.AskAsync($"update platform_modules set is_on = true; select pg_notify('orion_tenancy', 'platform:{app.World.HarbourId}')");
        await JobRequests.UntilAsync(() => script.Begun.Any(b => b.Name == "off"), "it goes on");
    }

    [Fact]
    public async Task Work_is_given_back_when_the_process_can_not_wait_for_it()
    {
        await using var app = await script.StartAsync(server, settings: ("Jobs:StopWithin", "00:00:00.200"));
        script.Does = (_, _, _, stop) => Task.Delay(Timeout.InfiniteTimeSpan, stop);
        await app.EnqueueAsync("acme", "endless");
        await JobRequests.UntilAsync(() => !script.Begun.IsEmpty, "it has begun");

        foreach (var worker in app.Services.GetServices<IHostedService>().OfType<JobWorker>()) await worker.StopAsync(Stop);

        Assert.Equal("Waiting 0 free", await app.AskAsync(
            "select state || ' ' || attempts || case when locked_until is null then ' free' else ' held' end from jobs where kind = 'test.scripted'"));
    }
}
