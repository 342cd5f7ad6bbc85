using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orion.Features.Core;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core.Admins;

public sealed partial class UserAdminTests(Server server) : IAsyncLifetime
{
    private const string NewPassword = "words that nobody guesses";
    private OrionApp app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await OrionApp.StartAsync(server, new AppOptions { Workers = true });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Somebody_new_chooses_a_password_by_mail_and_the_operator_never_learns_it()
    {
        using var operators = app.AdminApi();
        using var made = await operators.PostJsonAsync("/api/v1/admin/users", new { email = " Nell@Example.test ", name = "Nell New", role = "auditor" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var nell = await made.JsonAsync();
        Assert.Equal("invited", nell.GetProperty("status").GetString());
        Assert.Equal("nell@example.test", nell.GetProperty("email").GetString());
        Assert.DoesNotContain("password", nell.GetRawText(), StringComparison.OrdinalIgnoreCase);

        using var program = app.AdminApi(Who.Nobody);
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(program, "nell@example.test", ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(program, "nell@example.test", World.Password));
        var token = Link().Match(await app.MailAsync("nell@example.test", "You work at the console")).Groups[1].Value;
        using var set = await program.SendJsonAsync(HttpMethod.Put, "/api/v1/admin/auth/password-reset", new { token, password = NewPassword });
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(program, "nell@example.test", NewPassword));
        using var again = await program.SendJsonAsync(HttpMethod.Put, "/api/v1/admin/auth/password-reset", new { token, password = NewPassword });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);

        var row = await operators.GetJsonAsync($"/api/v1/admin/users/{nell.GetProperty("id").GetString()}");
        Assert.Equal("active", row.GetProperty("status").GetString());
        Assert.NotEqual(JsonValueKind.Null, row.GetProperty("lastSignInAt").ValueKind);
        using var twice = await operators.PostJsonAsync("/api/v1/admin/users", new { email = "nell@example.test", name = "Nell", role = "support" });
        Assert.Equal("already_admin", (await twice.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_merchant_keeps_their_password_and_gets_no_link_for_it()
    {
        using var operators = app.AdminApi();
        using var made = await operators.PostJsonAsync("/api/v1/admin/users", new { email = "owner@birch.test", name = "Another name", role = "support" });
        Assert.Equal("active", (await made.JsonAsync()).GetProperty("status").GetString());
        var mail = await app.MailAsync("owner@birch.test", "You work at the console");
        Assert.DoesNotContain("token", mail, StringComparison.Ordinal);
        using var program = app.AdminApi(Who.Nobody);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(program, "owner@birch.test", World.Password));
        using var found = await operators.GetAsync("/api/v1/admin/users?q=owner@acme", Stop);
        var merchant = Assert.Single((await found.JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, merchant.GetProperty("role").ValueKind);
        Assert.Equal(1, merchant.GetProperty("stores").GetInt32());
    }

    [Theory]
    [InlineData("DELETE", "/access")]
    [InlineData("PATCH", "")]
    public async Task Of_two_operators_who_turn_on_each_other_at_once_one_stays(string method, string path)
    {
        var (one, two) = (await OperatorAsync("one@harbour.test"), await OperatorAsync("two@harbour.test"));
        using var first = await SignedInAsync(app, "one@harbour.test");
        using var second = await SignedInAsync(app, "two@harbour.test");
        // Only these two are left.
        using (var ada = await first.DeleteAsync($"/api/v1/admin/users/{app.World.Ada.Id}/access", Stop)) Assert.Equal(HttpStatusCode.OK, ada.StatusCode);
        var answers = await Task.WhenAll(TurnOnAsync(first, two), TurnOnAsync(second, one));
        Assert.Single(answers, a => a == HttpStatusCode.OK);
        Assert.Equal("1", await TestDatabase.AskAsync(app.Database.Platform,
            "select count(*) from users where admin_role = 'Operator' and disabled_at is null"));

        async Task<HttpStatusCode> TurnOnAsync(HttpClient who, Guid other)
        {
            using var answer = await who.SendJsonAsync(new HttpMethod(method), $"/api/v1/admin/users/{other}{path}", new { role = "none" });
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("DELETE", "/access", "yourself")]
    [InlineData("PATCH", "", "yourself")]
    [InlineData("POST", "/second-factor-reset", "yourself")]
    public async Task Nobody_does_it_to_themselves(string method, string path, string code)
    {
        await OperatorAsync("one@harbour.test");
        using var ada = app.AdminApi();
        object body = method switch { "PATCH" => new { role = "auditor" }, "POST" => new { reason = "Lost." }, _ => new { } };
        using var answer = await ada.SendJsonAsync(new HttpMethod(method), $"/api/v1/admin/users/{app.World.Ada.Id}{path}", body);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(code, (await answer.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Who_has_no_password_yet_does_not_count_as_the_operator_who_is_left()
    {
        var one = await OperatorAsync("one@harbour.test");
        using var ada = app.AdminApi();
        using (var newcomer = await ada.PostJsonAsync("/api/v1/admin/users", new { email = "nell@example.test", name = "Nell", role = "operator" }))
            Assert.Equal(HttpStatusCode.Created, newcomer.StatusCode);
        using var other = await SignedInAsync(app, "one@harbour.test");
        // Ada is then the only one who could sign in again.
        await TestDatabase.AskAsync(app.Database.Platform, $"update users set password_hash = '' where id = '{one}' returning 1");
        using var refused = await other.DeleteAsync($"/api/v1/admin/users/{app.World.Ada.Id}/access", Stop);
        Assert.Equal("last_operator", (await refused.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Who_is_shut_out_is_out_on_another_node_within_five_seconds_and_comes_back_with_the_same_password()
    {
        await using var other = await OrionApp.StartAsync(server, new AppOptions { Database = app.Database });
        using var there = await SignedInAsync(other, "sol@harbour.test");
        using var operators = app.AdminApi();
        await there.GetJsonAsync("/api/v1/admin/account");
        using (var ended = await operators.DeleteAsync($"/api/v1/admin/users/{app.World.Sol.Id}/access", Stop)) Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        var since = Stopwatch.StartNew();
        while ((await there.GetAsync("/api/v1/admin/account", Stop)).StatusCode != HttpStatusCode.Unauthorized)
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), "The other node still believes the session.");
            await Task.Delay(50, Stop);
        }

        using var program = app.AdminApi(Who.Nobody);
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(program, "sol@harbour.test", World.Password));
        using (var back = await operators.SendJsonAsync(HttpMethod.Put, $"/api/v1/admin/users/{app.World.Sol.Id}/access", new { })) Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(program, "sol@harbour.test", World.Password));
        // The session from before is over for good.
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.GetAsync("/api/v1/admin/account", Stop)).StatusCode);
    }

    [Fact]
    public async Task Another_role_counts_within_five_seconds()
    {
        using var sol = await SignedInAsync(app, "sol@harbour.test");
        Assert.Equal("Support", (await sol.GetJsonAsync("/api/v1/admin/account")).GetProperty("role").GetString());
        using var operators = app.AdminApi();
        using (var changed = await operators.SendJsonAsync(HttpMethod.Patch, $"/api/v1/admin/users/{app.World.Sol.Id}", new { role = "none" })) Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var since = Stopwatch.StartNew();
        while ((await sol.GetAsync("/api/v1/admin/account", Stop)).StatusCode != HttpStatusCode.Unauthorized)
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), "The role that was taken still counts.");
            await Task.Delay(50, Stop);
        }
    }

    [Fact]
    public async Task A_second_factor_is_reset_for_a_reason_that_the_person_and_the_log_are_told()
    {
        await app.Make.InStoreAsync(Guid.Empty, async db =>
        {
            var user = await db.Set<User>().SingleAsync(u => u.Id == app.World.Sol.Id, Stop);
            user.OfferSecondFactor([1, 2, 3], false, TimeProvider.System.GetUtcNow());
            user.ConfirmSecondFactor(1, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
            return await db.SaveChangesAsync(Stop);
        });
        using var operators = app.AdminApi();
        var path = $"/api/v1/admin/users/{app.World.Sol.Id}/second-factor-reset";
        using (var silent = await operators.PostJsonAsync(path, new { reason = " " })) Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        using var reset = await operators.PostJsonAsync(path, new { reason = "Called from the number that we know." });
        Assert.False((await reset.JsonAsync()).GetProperty("hasSecondFactor").GetBoolean());
        Assert.Contains("Called from the number", await app.MailAsync("sol@harbour.test", "Your second factor was reset"), StringComparison.Ordinal);
        var entry = await TestDatabase.AskAsync(app.Database.Platform,
            $"select actor_name || after from audit_logs where action = 'reset' and entity_id = '{app.World.Sol.Id}'");
        Assert.Contains("Ada Admin", entry, StringComparison.Ordinal);
        Assert.Contains("Called from the number", entry, StringComparison.Ordinal);
        using var twice = await operators.PostJsonAsync(path, new { reason = "Again." });
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    private async Task<Guid> OperatorAsync(string email) => await app.Make.InStoreAsync(Guid.Empty, async db =>
    {
        var user = User.Register(email, email, World.PasswordHash, AdminRole.Operator);
        db.Add(user);
        await db.SaveChangesAsync(Stop);
        return user.Id;
    });

    private static async Task<HttpStatusCode> SignInAsync(HttpClient program, string email, string password)
    {
        using var answer = await program.PostJsonAsync("/api/v1/admin/auth/login", new { email, password = password.Length == 0 ? "x" : password });
        return answer.StatusCode;
    }

    private static async Task<HttpClient> SignedInAsync(OrionApp app, string email)
    {
        var program = app.AdminApi(Who.Nobody);
        using var answer = await program.PostJsonAsync("/api/v1/admin/auth/login", new { email, password = World.Password });
        program.DefaultRequestHeaders.Authorization = new("Bearer", (await answer.JsonAsync()).GetProperty("accessToken").GetString());
        return program;
    }

    [GeneratedRegex(@"/admin/password\?token=(\S+)")]
    private static partial Regex Link();
}
