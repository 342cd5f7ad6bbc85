using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orion.Framework.Database;
using Orion.Tests.Fixtures;
using Orion.Tests.Framework.Jobs;

namespace Orion.Tests.Framework.Observability;

public sealed class HealthTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health")]
    public async Task Health_is_told_on_any_host_without_a_store(string path)
    {
        using var anyone = app.At("nobody.example");
        await JobRequests.UntilAsync(async () =>
        {
            using var first = await anyone.GetAsync(path, Stop);
            return first.IsSuccessStatusCode;
        }, "the first connections are made");
        using var answer = await anyone.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_node_stays_ready_when_a_newer_version_has_migrated_and_not_when_something_is_missing()
    {
        using var anyone = app.At("nobody.example");
        await TestDatabase.AskAsync(app.Database.Migrator, "insert into \"__EFMigrationsHistory\" values ('29990101000000_Later', '10')");
        await TestDatabase.AskAsync(app.Database.Migrator, "update \"__EFMigrationsHistory\" set migration_id = 'x' || migration_id where migration_id like '%_Audit'");
        try
        {
            await JobRequests.UntilAsync(async () => await StatusAsync() == HttpStatusCode.ServiceUnavailable, "what is missing is noticed");
            await TestDatabase.AskAsync(app.Database.Migrator, "update \"__EFMigrationsHistory\" set migration_id = substr(migration_id, 2) where migration_id like 'x%'");
            await JobRequests.UntilAsync(async () => await StatusAsync() == HttpStatusCode.OK, "what is newer doesn't matter");
        }
        finally
        {
            await TestDatabase.AskAsync(app.Database.Migrator, "delete from \"__EFMigrationsHistory\" where migration_id like '2999%'");
        }

        async Task<HttpStatusCode> StatusAsync()
        {
            using var ready = await anyone.GetAsync("/health/ready", Stop);
            return ready.StatusCode;
        }
    }

    [Fact]
    public async Task Every_check_says_how_long_it_took_and_nothing_of_the_installation()
    {
        var notifications = app.Services.GetRequiredService<Notifications>();
        await JobRequests.UntilAsync(() => notifications.IsListening, "changes are heard");
        using var anyone = app.At("nobody.example");
        var health = await anyone.GetJsonAsync("/health");
        Assert.Equal("healthy", health.GetProperty("status").GetString());
        foreach (var name in new[] { "database", "serving", "announcements" })
            Assert.InRange(health.GetProperty("checks").GetProperty(name).GetProperty("durationMs").GetDouble(), 0, 60_000);
        Assert.DoesNotContain("Host=", health.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", health.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_addresses_below_health_are_the_shops()
    {
        using var shopper = app.Shop("acme");
        using var answer = await shopper.GetAsync("/health/food", Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}

public sealed class DrainingTests(Server server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_stops_says_so_while_it_still_answers()
    {
        var clock = new HeldClock();
        await using var app = await OrionApp.StartAsync(server, new AppOptions
        {
            Settings = { ["Shutdown:Delay"] = HeldClock.Length.ToString() },
            Services = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock))
                .Configure<HostOptions>(host => host.ShutdownTimeout = HeldClock.Length)
        });
        using var anyone = app.At("nobody.example");
        await JobRequests.UntilAsync(async () =>
        {
            using var before = await anyone.GetAsync("/health/ready", Stop);
            return before.StatusCode == HttpStatusCode.OK;
        }, "it is ready");

        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        using (var ready = await anyone.GetAsync("/health/ready", Stop)) Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var live = await anyone.GetAsync("/health/live", Stop)) Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var shop = app.Api("acme");
        using var products = await shop.GetAsync("/api/v1/shop/products", Stop);
        Assert.Equal(HttpStatusCode.OK, products.StatusCode);
        clock.Release();
    }

    /// <summary>Lets no wait of <see cref="Length"/> end before a test has seen what it wanted, however busy the machine is.</summary>
    private sealed class HeldClock : TimeProvider
    {
        public static readonly TimeSpan Length = TimeSpan.FromHours(1);

        private readonly List<Action> held = [];
        private bool isReleased;

        public void Release()
        {
            lock (held)
            {
                isReleased = true;
                held.ForEach(end => end());
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Length) return base.CreateTimer(callback, state, dueTime, period);
            lock (held)
            {
                if (isReleased) return base.CreateTimer(callback, state, TimeSpan.Zero, period);
                held.Add(() => callback(state));
            }

            return base.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
