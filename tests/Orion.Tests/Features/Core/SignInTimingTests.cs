using System.Diagnostics;
using System.Net;
using Orion.Framework.Auth;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core;

public sealed class SignInTimingTests(Server server)
{
    private const int Tries = 2_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// The two kinds take turns, so what the machine does besides falls on both alike; a fifth of the times at either end is left
    /// out, because single pauses (a collection, another process) say nothing about the account but would rule a plain mean.
    /// </summary>
    [Fact]
    public async Task A_known_and_an_unknown_person_are_refused_in_the_same_time_over_two_thousand_tries()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions
        {
            Settings = { [Passwords.CostSetting] = "4", ["Limits:SignIn:PerAccount"] = "100000", ["Limits:SignIn:PerAddress"] = "100000" }
        });
        using var program = app.Api("acme");
        for (var i = 0; i < 100; i++) await TryAsync(program, i % 2 == 0);
        List<double>[] times = [[], []];
        for (var i = 0; i < Tries; i++)
        {
            var known = (i + (i / 2)) % 2 == 0;
            times[known ? 1 : 0].Add(await TryAsync(program, known));
        }

        var ratio = Trimmed(times[1]) / Trimmed(times[0]);
        Assert.InRange(ratio, 0.95, 1.05);
    }

    [Fact]
    public async Task A_flood_of_sign_ins_is_told_to_come_back_and_the_shop_goes_on()
    {
        await using var app = await OrionApp.StartAsync(server, new AppOptions
        {
            Settings = { [Passwords.CostSetting] = "12", [Passwords.QueueSetting] = "2", ["Limits:SignIn:PerAddress"] = "100000" }
        });
        using var program = app.Api("acme");
        using var shopper = app.Shop("acme");
        using (var before = await shopper.GetAsync("/products", Stop)) Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        var flood = Enumerable.Range(0, 40).Select(i =>
            program.PostJsonAsync("/api/v1/store/auth/login", new { email = $"guess{i}@acme.test", password = "not the password" })).ToList();
        using (var during = await shopper.GetAsync("/products", Stop)) Assert.Equal(HttpStatusCode.OK, during.StatusCode);
        var answers = await Task.WhenAll(flood);
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Unauthorized);
        var refused = answers.Where(a => a.StatusCode != HttpStatusCode.Unauthorized).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, a =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, a.StatusCode);
            Assert.NotNull(a.Headers.RetryAfter);
        });
        foreach (var answer in answers) answer.Dispose();
    }

    private static async Task<double> TryAsync(HttpClient program, bool known)
    {
        var begun = Stopwatch.GetTimestamp();
        using var refused = await program.PostJsonAsync(
            "/api/v1/store/auth/login", new { email = known ? "owner@acme.test" : "nobod@acme.test", password = "not the password" });
        var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        return took;
    }

    private static double Trimmed(List<double> times)
    {
        var fifth = times.Count / 5;
        return times.Order().Skip(fifth).Take(times.Count - (2 * fifth)).Average();
    }
}
