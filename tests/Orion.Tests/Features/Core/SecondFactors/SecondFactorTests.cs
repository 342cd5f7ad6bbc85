using System.Net;
using Orion.Features.Core.SecondFactors;
using Orion.Framework.Auth.Accounts;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core.SecondFactors;

public sealed class SecondFactorTests(Server server) : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private OrionApp app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Users => new() { { "store", "owner@acme.test" }, { "admin", "ada@harbour.test" } };

    public async ValueTask InitializeAsync() => app = await OrionApp.StartAsync(server, new AppOptions { Clock = clock });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private HttpClient Signed(string face) => face == "admin" ? app.AdminApi() : app.Api("acme", Who.Owner);

    private HttpClient Program(string face) => face == "admin" ? app.AdminApi(Who.Nobody) : app.Api("acme");

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Once_it_is_on_the_password_alone_gives_no_token_and_a_code_does(string face, string email)
    {
        using var own = Signed(face);
        var mine = await Enrolment.SetUpAsync(own, face, clock);
        Assert.True((await own.GetJsonAsync($"/api/v1/{face}/account/second-factor")).GetProperty("isOn").GetBoolean());

        using var program = Program(face);
        var challenge = await Enrolment.ChallengeAsync(program, face, email);
        Assert.Equal("bad_code", await Enrolment.AnswerAsync(program, face, challenge, mine.WrongCode));
        using var done = await program.PostJsonAsync($"/api/v1/{face}/auth/second-factor", new { challenge, code = mine.NextCode() });
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.True(done.Headers.CacheControl!.NoStore);
        program.DefaultRequestHeaders.Authorization = new("Bearer", (await done.JsonAsync()).GetProperty("accessToken").GetString());
        await program.GetJsonAsync($"/api/v1/{face}/account");
    }

    [Fact]
    public async Task A_code_and_a_challenge_are_good_once()
    {
        using var own = Signed("store");
        var mine = await Enrolment.SetUpAsync(own, "store", clock);
        using var program = Program("store");
        var first = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
        Assert.Equal("bad_code", await Enrolment.AnswerAsync(program, "store", first, mine.Code)); // It turned the factor on: it is used.
        var code = mine.NextCode();
        Assert.Equal("ok", await Enrolment.AnswerAsync(program, "store", first, code));
        Assert.Equal("challenge_ended", await Enrolment.AnswerAsync(program, "store", first, mine.NextCode()));
        var second = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
        Assert.Equal("bad_code", await Enrolment.AnswerAsync(program, "store", second, code));
    }

    [Fact]
    public async Task A_challenge_lasts_five_minutes_and_five_wrong_codes_and_counts_at_its_own_place_alone()
    {
        using var own = Signed("store");
        var mine = await Enrolment.SetUpAsync(own, "store", clock);
        using var program = Program("store");
        using var birch = app.Api("birch");

        var late = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("challenge_ended", await Enrolment.AnswerAsync(program, "store", late, mine.Code));

        var elsewhere = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
        Assert.Equal("challenge_ended", await Enrolment.AnswerAsync(birch, "store", elsewhere, mine.NextCode()));
        using var browser = app.Dashboard("acme", Who.Nobody);
        browser.DefaultRequestHeaders.Add("Cookie", "__Host-orion-store-challenge=" + elsewhere);
        using var page = await browser.PostFormAsync("/store/login/second-factor", ("code", mine.Code));
        Assert.Equal("/store/login", page.Headers.Location!.ToString());

        for (var i = 0; i < 5; i++) Assert.Equal("bad_code", await Enrolment.AnswerAsync(program, "store", elsewhere, mine.WrongCode));
        Assert.Equal("challenge_ended", await Enrolment.AnswerAsync(program, "store", elsewhere, mine.NextCode()));
        Assert.Equal("challenge_ended", await Enrolment.AnswerAsync(program, "store", "no-such-challenge", mine.Code));
    }

    [Fact]
    public async Task Of_many_that_send_one_code_at_once_one_signs_in()
    {
        using var own = Signed("store");
        var mine = await Enrolment.SetUpAsync(own, "store", clock);
        using var program = Program("store");
        var challenges = new List<string>();
        for (var i = 0; i < 6; i++) challenges.Add(await Enrolment.ChallengeAsync(program, "store", "owner@acme.test"));
        var code = mine.NextCode();
        var answers = await Task.WhenAll(challenges.Select(c => Enrolment.AnswerAsync(program, "store", c, code)));
        Assert.Single(answers, "ok");
        Assert.Equal(5, answers.Count(a => a == "bad_code"));

        var recovery = mine.RecoveryCodes[0];
        var last = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
        answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Enrolment.AnswerAsync(program, "store", last, recovery)));
        Assert.Single(answers, "ok");
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once_however_it_is_written_and_its_owner_is_told()
    {
        using var own = Signed("store");
        var mine = await Enrolment.SetUpAsync(own, "store", clock);
        Assert.Equal(10, mine.RecoveryCodes.Distinct().Count());
        using var program = Program("store");
        var code = mine.RecoveryCodes[3];
        var first = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
        Assert.Equal("ok", await Enrolment.AnswerAsync(program, "store", first, code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
        var second = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
        Assert.Equal("bad_code", await Enrolment.AnswerAsync(program, "store", second, code));
        Assert.Equal(9, (await own.GetJsonAsync("/api/v1/store/account/second-factor")).GetProperty("recoveryCodesLeft").GetInt32());
        Assert.Equal(["RecoveryCodeUsed", "SecondFactorOn"], await MailsAsync());
        Assert.Equal("1", await AskAsync("select count(*) from audit_logs where action = 'used' and entity = 'recovery-code' and actor_name = 'owner@acme.test'"));
    }

    [Fact]
    public async Task New_recovery_codes_void_the_former_ones_and_turning_off_needs_password_and_code()
    {
        using var own = Signed("store");
        var mine = await Enrolment.SetUpAsync(own, "store", clock);
        using var wrong = await own.PostJsonAsync("/api/v1/store/account/second-factor/recovery-codes", new { password = "not it", code = mine.NextCode() });
        Assert.Equal("bad_credentials", (await wrong.JsonAsync()).GetProperty("code").GetString());
        using var made = await own.PostJsonAsync("/api/v1/store/account/second-factor/recovery-codes", new { password = World.Password, code = mine.Code });
        var fresh = (await made.JsonAsync()).GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()!).ToList();
        Assert.Empty(fresh.Intersect(mine.RecoveryCodes));

        Assert.Equal("bad_code", await TurnOffAsync(World.Password, mine.RecoveryCodes[0]));
        Assert.Equal("bad_code", await TurnOffAsync(World.Password, mine.WrongCode));
        Assert.Equal("bad_credentials", await TurnOffAsync("not it", fresh[0]));
        using var other = app.Api("acme", Who.Owner);
        await other.GetJsonAsync("/api/v1/store/account");
        Assert.Equal("off", await TurnOffAsync(World.Password, fresh[0]));

        using var ended = await other.GetAsync("/api/v1/store/account", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
        await own.GetJsonAsync("/api/v1/store/account");
        using var signedIn = await Program("store").PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password = World.Password });
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal("0", await AskAsync("select count(*) from user_recovery_codes"));
        Assert.Equal(["RecoveryCodesMade", "SecondFactorOff", "SecondFactorOn"], await MailsAsync());

        async Task<string> TurnOffAsync(string password, string code)
        {
            using var answer = await own.SendJsonAsync(HttpMethod.Delete, "/api/v1/store/account/second-factor", new { password, code });
            return answer.StatusCode == HttpStatusCode.NoContent ? "off" : (await answer.JsonAsync()).GetProperty("code").GetString()!;
        }
    }

    [Fact]
    public async Task Setting_up_needs_the_password_and_a_code_within_a_quarter_of_an_hour_and_ends_other_sessions()
    {
        using var own = Signed("store");
        using var refused = await own.PostJsonAsync("/api/v1/store/account/second-factor", new { password = "not it" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var nothing = await own.SendJsonAsync(HttpMethod.Put, "/api/v1/store/account/second-factor", new { code = "123456" });
        Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);
        using var offered = await own.PostJsonAsync("/api/v1/store/account/second-factor", new { password = World.Password });
        using var wrong = await own.SendJsonAsync(HttpMethod.Put, "/api/v1/store/account/second-factor", new { code = "12345" });
        Assert.Equal("bad_code", (await wrong.JsonAsync()).GetProperty("code").GetString());
        using (var still = await Program("store").PostJsonAsync("/api/v1/store/auth/login", new { email = "owner@acme.test", password = World.Password }))
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        clock.Advance(TimeSpan.FromMinutes(15));
        using var later = Signed("store");
        using var late = await later.SendJsonAsync(HttpMethod.Put, "/api/v1/store/account/second-factor", new { code = "123456" });
        Assert.Equal("second_factor_not_offered", (await late.JsonAsync()).GetProperty("code").GetString());

        using var phone = Signed("store");
        await phone.GetJsonAsync("/api/v1/store/account");
        var mine = await Enrolment.SetUpAsync(later, "store", clock);
        using var ended = await phone.GetAsync("/api/v1/store/account", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
        using var again = await later.PostJsonAsync("/api/v1/store/account/second-factor", new { password = World.Password });
        Assert.Equal("second_factor_on", (await again.JsonAsync()).GetProperty("code").GetString());
        Assert.NotEmpty(mine.RecoveryCodes);
    }

    [Fact]
    public async Task Secret_and_codes_are_nowhere_to_be_read()
    {
        await using var sealing = await OrionApp.StartAsync(server, new AppOptions { Clock = clock, Settings = { ["Auth:KeySecret"] = new string('k', 40) } });
        using var own = sealing.Api("acme", Who.Owner);
        var mine = await Enrolment.SetUpAsync(own, "store", clock);
        using var program = sealing.Api("acme");
        var challenge = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
        Assert.Equal("ok", await Enrolment.AnswerAsync(program, "store", challenge, mine.NextCode()));
        var kept = await TestDatabase.AskAsync(
            sealing.Database.Platform, "select is_second_factor_sealed || ' ' || length(second_factor_secret) from users where email = 'owner@acme.test'");
        Assert.Equal("true 48", kept); // Nonce, tag and 20 bytes.
        foreach (var table in new[] { "audit_logs", "user_recovery_codes", "jobs", "user_challenges" })
        {
            var rows = string.Join('\n', await TestDatabase.ListAsync(sealing.Database.Platform, $"select row_to_json(t)::text from {table} t"));
            Assert.DoesNotContain(challenge, rows, StringComparison.Ordinal);
            Assert.All(mine.RecoveryCodes, c => Assert.DoesNotContain(c, rows, StringComparison.Ordinal));
            Assert.DoesNotContain("otpauth", rows, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Wrong_codes_cost_a_growing_wait_from_wherever_they_come_and_never_lock()
    {
        using var own = Signed("store");
        var mine = await Enrolment.SetUpAsync(own, "store", clock);
        using var program = Program("store");
        List<int> waits = [];
        for (var i = 0; waits.Count < 7; i++)
        {
            var challenge = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
            Assert.Equal("bad_code", await Enrolment.AnswerAsync(program, "store", challenge, mine.WrongCode));
            if (i < 9) continue;
            using var tooSoon = await program.PostJsonAsync("/api/v1/store/auth/second-factor", new { challenge, code = mine.RecoveryCodes[0] });
            Assert.Equal(HttpStatusCode.TooManyRequests, tooSoon.StatusCode);
            waits.Add((int)tooSoon.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            clock.Advance(TimeSpan.FromSeconds(waits[^1]));
        }

        Assert.Equal([2, 4, 8, 16, 32, 60, 60], waits);
        var last = await Enrolment.ChallengeAsync(program, "store", "owner@acme.test");
        Assert.Equal("ok", await Enrolment.AnswerAsync(program, "store", last, mine.NextCode()));
        Assert.Equal("0", await AskAsync("select second_factor_failures from users where email = 'owner@acme.test'"));
    }

    private async Task<IReadOnlyList<string>> MailsAsync() =>
        [.. (await TestDatabase.ListAsync(app.Database.Platform, "select payload ->> 'kind' from jobs where kind = 'accounts.mail'"))
            .Select(k => Enum.Parse<AccountMailKind>(k).ToString()).Order(StringComparer.Ordinal)];

    private Task<string> AskAsync(string sql) => TestDatabase.AskAsync(app.Database.Platform, sql);

    [Fact]
    public async Task Whoever_runs_the_machine_can_turn_it_off_where_no_operator_is_left()
    {
        using var own = Signed("admin");
        await Enrolment.SetUpAsync(own, "admin", clock);

        Assert.Equal(0, await new ResetSecondFactorCommand().RunAsync(app.Services, ["ada@harbour.test"], Stop));

        using var program = Program("admin");
        using var done = await program.PostJsonAsync("/api/v1/admin/auth/login", new { email = "ada@harbour.test", password = World.Password });
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal("1", await TestDatabase.AskAsync(app.Database.Platform, "select count(*) from audit_logs where action = 'reset' and entity = 'second-factor'"));
        await Assert.ThrowsAsync<Orion.Framework.Configuration.OperatorException>(
            () => new ResetSecondFactorCommand().RunAsync(app.Services, ["ada@harbour.test"], Stop));
    }
}
