using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orion.Framework.Auth;
using Orion.Framework.Auth.Limits;
using Orion.Framework.Configuration;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Auth;

/// <summary>Attempts to sign in, counted by several nodes in one Redis, which may go away at any moment.</summary>
public sealed class SharedLimitsTests(Server server)
{
    private const string Account = "Store|acme|owner@acme.test";
    private static readonly IPAddress Caller = IPAddress.Parse("203.0.113.7");

    private readonly TestClock clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_count_together_and_the_wait_grows_as_it_does_on_one()
    {
        await using var redis = await RedisServer.StartAsync();
        var nodes = await Task.WhenAll(NodeAsync(redis, perAccount: 3), NodeAsync(redis, perAccount: 3));
        var alone = new SignInLimits(Options.Create(new SignInLimitOptions { PerAccount = 3 }), clock, Counters(""));

        for (var attempt = 0; attempt < 16; attempt++)
        {
            var (shared, own) = (await nodes[attempt % 2].TakeAsync(Caller, Account), await alone.TakeAsync(Caller, Account));
            Assert.Equal(own, shared);
            if (shared is { } wait) clock.Advance(TimeSpan.FromSeconds(wait));
        }

        Assert.Null(await nodes[0].TakeAsync(Caller, "Store|acme|staff@acme.test"));
        await nodes[0].SucceededAsync(Caller, Account);
        Assert.Null(await nodes[1].TakeAsync(Caller, Account));
    }

    [Fact]
    public async Task Of_many_attempts_at_once_on_two_nodes_no_more_than_allowed_get_through()
    {
        await using var redis = await RedisServer.StartAsync();
        var nodes = await Task.WhenAll(NodeAsync(redis, perAccount: 10), NodeAsync(redis, perAccount: 10));

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Task.Run(async () => await nodes[n % 2].TakeAsync(Caller, Account), Stop)));

        Assert.Equal(10, answers.Count(a => a is null));
        var perAddress = await Task.WhenAll(Enumerable.Range(0, 400)
            .Select(n => Task.Run(async () => await nodes[n % 2].TakeAsync(IPAddress.Parse("198.51.100.9"), $"account {n}"), Stop)));
        Assert.Equal(300, perAddress.Count(a => a is null));
    }

    [Fact]
    public async Task Nothing_in_redis_names_a_person_and_nothing_stays()
    {
        await using var redis = await RedisServer.StartAsync();
        var node = await NodeAsync(redis, perAccount: 3);
        await node.TakeAsync(Caller, Account);

        using var client = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var keys = client.GetServer(redis.ConnectionString).Keys().ToList();
        Assert.Equal(2, keys.Count);
        Assert.All(keys, k => Assert.Matches("^orion:limit:[0-9A-F]{32}$", k.ToString()));
        foreach (var key in keys) Assert.InRange((await client.GetDatabase().KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_redis_a_node_counts_for_itself_at_once_and_with_it_again_together(bool frozen)
    {
        await using var redis = await RedisServer.StartAsync();
        var counters = Counters(redis);
        var node = new SignInLimits(Options.Create(new SignInLimitOptions { PerAccount = 3 }), clock, counters);
        await UntilAsync(async () => await counters.PingAsync());
        Assert.Null(await node.TakeAsync(Caller, Account));

        if (frozen) await redis.FreezeAsync(true);
        else await redis.KillAsync();
        var watch = Stopwatch.StartNew();
        for (var attempt = 0; attempt < 3; attempt++) Assert.Null(await node.TakeAsync(Caller, Account));
        Assert.NotNull(await node.TakeAsync(Caller, Account));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"Four attempts took {watch.Elapsed.TotalMilliseconds:F0} ms.");
        Assert.False(counters.IsReachable);

        if (frozen) await redis.FreezeAsync(false);
        else await redis.RunAsync();
        await UntilAsync(async () => await counters.PingAsync());
        Assert.True(counters.IsReachable);
        var other = await NodeAsync(redis, perAccount: 1);
        await other.SucceededAsync(Caller, Account);
        Assert.Null(await other.TakeAsync(Caller, Account));
        Assert.NotNull(await other.TakeAsync(Caller, Account));
    }

    [Fact]
    public async Task An_application_starts_and_signs_in_without_its_redis_and_says_that_it_is_away()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var app = await OrionApp.StartAsync(server, new AppOptions { Settings = { ["ConnectionStrings:Redis"] = redis.ConnectionString } });
        using var program = app.Api("acme");
        using var answer = await program.PostJsonAsync("/api/v1/shop/auth/login", new { email = "carol@example.test", password = World.Password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var away = await program.GetAsync("/health/ready", Stop);
        Assert.Equal(HttpStatusCode.OK, away.StatusCode);
        Assert.Equal("degraded", (await away.JsonAsync()).GetProperty("checks").GetProperty("limits").GetProperty("status").GetString());

        await redis.RunAsync();
        await UntilAsync(async () => (await program.GetJsonAsync("/health/ready")).GetProperty("checks").GetProperty("limits").GetProperty("status").GetString() == "healthy");
    }

    [Fact]
    public void A_connection_string_that_can_not_be_read_says_what_to_do() =>
        Assert.Contains("host:port", Assert.Throws<OperatorException>(() => Counters("redis:6379,nonsense=1")).Message, StringComparison.Ordinal);

    private static RedisCounters Counters(RedisServer redis) => Counters(redis.ConnectionString);

    private static RedisCounters Counters(string text) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Redis", text)]).Build(), NullLogger<RedisCounters>.Instance);

    private async Task<SignInLimits> NodeAsync(RedisServer redis, int perAccount)
    {
        var counters = Counters(redis);
        await UntilAsync(async () => await counters.PingAsync());
        return new SignInLimits(Options.Create(new SignInLimitOptions { PerAccount = perAccount }), clock, counters);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(100, Stop))
            if (await holds())
                return;
        Assert.Fail("It did not come to be.");
    }
}
