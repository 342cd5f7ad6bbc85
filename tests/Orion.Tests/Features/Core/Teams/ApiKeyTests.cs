using Orion.Features.Core;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core.Teams;

public sealed class ApiKeyTests(ApiKeyTests.Timed app) : IClassFixture<ApiKeyTests.Timed>
{
    private const string Keys = "/api/v1/store/api-keys";

    [Fact]
    public async Task A_key_is_shown_once_and_stored_as_a_hash()
    {
        using var owner = app.Api("acme", Who.Owner);
        var made = await owner.SendAsync("POST", Keys, new { name = "Till", permissions = new[] { "orders.view" } });
        var secret = made.Body.GetProperty("secret").GetString()!;
        var prefix = made.Body.GetProperty("key").GetProperty("prefix").GetString()!;
        Assert.Equal(201, made.Status);
        Assert.Equal(12, prefix.Length);
        Assert.StartsWith(prefix + "-", secret, StringComparison.Ordinal);
        var list = (await owner.SendAsync("GET", Keys)).Body.GetRawText();
        Assert.Contains(prefix, list, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[13..], list, StringComparison.Ordinal);
        var rows = await TestDatabase.AskAsync(app.Database.Admin, "select string_agg(k::text, ' ') from api_keys k");
        Assert.DoesNotContain(secret[13..], rows, StringComparison.Ordinal);
        var log = await TestDatabase.AskAsync(app.Database.Admin, "select string_agg(a::text, ' ') from audit_logs a");
        Assert.DoesNotContain(secret[13..], log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders.view", 200, 403)]
    [InlineData("orders.*", 200, 403)]
    [InlineData("*", 200, 200)]
    [InlineData("products.view", 403, 200)]
    public async Task A_key_does_what_it_is_given(string permission, int orders, int products)
    {
        using var program = await ProgramAsync("acme", permission);
        Assert.Equal(orders, (await program.SendAsync("GET", "/api/v1/store/orders")).Status);
        Assert.Equal(products, (await program.SendAsync("GET", "/api/v1/store/products")).Status);
        if (permission != "*") Assert.Equal(403, (await program.SendAsync("POST", Keys, new { name = "More", permissions = new[] { permission } })).Status);
    }

    [Fact]
    public async Task A_key_is_nothing_in_another_store_at_another_face_or_at_the_page_door()
    {
        using var program = await ProgramAsync("acme", "*");
        var bearer = program.DefaultRequestHeaders.Authorization!;
        foreach (var (host, path) in new[]
        {
            (app.World["birch"].Host, "/api/v1/store/orders"), (app.World["cedar"].Host, "/api/v1/store/orders"),
            (app.World["acme"].Host, "/api/v1/shop/account"), (World.Harbour, "/api/v1/admin/stores")
        })
        {
            using var elsewhere = app.Clients.Raw(host);
            elsewhere.DefaultRequestHeaders.Authorization = bearer;
            Assert.Equal(401, (await elsewhere.SendAsync("GET", path)).Status);
        }

        using var page = app.Clients.Raw(app.World["acme"].Host);
        foreach (var cookie in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/store/orders");
            if (cookie) request.Headers.Add("Cookie", "__Host-orion-store=" + bearer.Parameter);
            else request.Headers.Authorization = bearer;
            using var answer = await page.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(302, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_key_that_is_almost_right_is_wrong_and_changes_nothing_of_the_right_one()
    {
        using var program = await ProgramAsync("acme", "orders.view");
        var key = program.DefaultRequestHeaders.Authorization!.Parameter!;
        var before = await RowAsync();
        foreach (var wrong in new[] { key[..^1] + (key[^1] == 'A' ? 'B' : 'A'), key[..^1], key + "A", key.ToUpperInvariant(), key[..12], "ork_", key[..13] + new string('A', 43) })
        {
            using var guess = app.Clients.Raw(app.World["acme"].Host);
            guess.DefaultRequestHeaders.Authorization = new("Bearer", wrong);
            Assert.Equal(401, (await guess.SendAsync("GET", "/api/v1/store/orders")).Status);
        }

        Assert.Equal(before, await RowAsync());
        Assert.Equal(200, (await program.SendAsync("GET", "/api/v1/store/orders")).Status);

        Task<string> RowAsync() => TestDatabase.AskAsync(app.Database.Admin, $"select k::text from api_keys k where prefix = '{key[..12]}'");
    }

    [Fact]
    public async Task Revoked_expired_and_rotated_keys_end_in_time()
    {
        using var owner = app.Api("acme", Who.Owner);
        using var short1 = await ProgramAsync("acme", "orders.view", 1);
        using var old = await ProgramAsync("acme", "orders.view");
        using var revoked = await ProgramAsync("acme", "orders.view");
        Assert.Equal(200, (await revoked.SendAsync("GET", "/api/v1/store/orders")).Status);
        Assert.Equal(200, (await owner.SendAsync("DELETE", $"{Keys}/{await IdAsync(owner, revoked)}")).Status);
        Assert.Equal(200, (await owner.SendAsync("DELETE", $"{Keys}/{await IdAsync(owner, revoked)}")).Status);
        app.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(401, (await revoked.SendAsync("GET", "/api/v1/store/orders")).Status);

        var id = await IdAsync(owner, old);
        var rotations = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => owner.SendAsync("POST", $"{Keys}/{id}/rotation", new { overlapHours = 2 })));
        var next = Assert.Single(rotations, r => r.Status == 201).Body.GetProperty("secret").GetString();
        using var fresh = app.Clients.Raw(app.World["acme"].Host);
        fresh.DefaultRequestHeaders.Authorization = new("Bearer", next);
        Assert.Equal(200, (await fresh.SendAsync("GET", "/api/v1/store/orders")).Status);
        Assert.Equal(200, (await old.SendAsync("GET", "/api/v1/store/orders")).Status);
        app.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(401, (await old.SendAsync("GET", "/api/v1/store/orders")).Status);
        Assert.Equal(200, (await fresh.SendAsync("GET", "/api/v1/store/orders")).Status);
        Assert.Equal(200, (await short1.SendAsync("GET", "/api/v1/store/orders")).Status);
        app.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(401, (await short1.SendAsync("GET", "/api/v1/store/orders")).Status);
    }

    [Fact]
    public async Task A_key_sinks_with_its_maker_and_dies_when_they_leave()
    {
        var manager = await app.Make.MemberAsync(app.World["acme"].Id, $"m{Guid.CreateVersion7():n}@acme.test", "Mia", StoreRole.Manager);
        using var mia = await app.SignInAsync("acme", manager.Email);
        using var owner = app.Api("acme", Who.Owner);
        var made = await mia.SendAsync("POST", Keys, new { name = "Mia's", permissions = new[] { "products.delete", "products.view" } });
        using var program = app.Clients.Raw(app.World["acme"].Host);
        program.DefaultRequestHeaders.Authorization = new("Bearer", made.Body.GetProperty("secret").GetString());
        var missing = $"/api/v1/store/products/{Guid.CreateVersion7()}";
        Assert.Equal(404, (await program.SendAsync("DELETE", missing)).Status);
        var id = await owner.MemberIdAsync(manager.Email);
        Assert.Equal(200, (await owner.SendAsync("PATCH", $"/api/v1/store/team/{id}", new { role = "viewer" })).Status);
        app.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(403, (await program.SendAsync("DELETE", missing)).Status);
        Assert.Equal(200, (await program.SendAsync("GET", "/api/v1/store/products")).Status);
        Assert.Equal(200, (await owner.SendAsync("DELETE", $"/api/v1/store/team/{id}")).Status);
        app.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(401, (await program.SendAsync("GET", "/api/v1/store/products")).Status);
    }

    [Fact]
    public async Task A_key_makes_nothing_above_itself_and_never_leaves_or_hands_over()
    {
        using var program = await ProgramAsync("acme", "api-keys.edit", 10, "orders.view", "dashboard.view", "team.edit", "team.view");
        Assert.Equal("403 above_yourself", (await program.SendAsync("POST", Keys, new { name = "All", permissions = new[] { "products.view" }, expiresInDays = 1 })).Code());
        Assert.Equal("422 outlives_maker", (await program.SendAsync("POST", Keys, new { name = "Long", permissions = new[] { "orders.view" } })).Code());
        Assert.Equal(201, (await program.SendAsync("POST", Keys, new { name = "Less", permissions = new[] { "orders.view" }, expiresInDays = 1 })).Status);
        Assert.Equal("403 people_only", (await program.SendAsync("POST", "/api/v1/store/team/departure", new { sure = true })).Code());
        Assert.Equal("403 people_only", (await program.SendAsync("POST", "/api/v1/store/ownership/acceptance")).Code());
        Assert.Equal("403 above_yourself", (await program.SendAsync("DELETE", $"/api/v1/store/team/{await program.MemberIdAsync(app.World["acme"].Staff.Email)}")).Code());
    }

    [Fact]
    public async Task Last_use_is_noted_at_most_once_a_minute()
    {
        using var program = await ProgramAsync("acme", "orders.view");
        var prefix = program.DefaultRequestHeaders.Authorization!.Parameter![..12];
        Task<string> LastAsync() => TestDatabase.AskAsync(app.Database.Admin, $"select last_used_at::text from api_keys where prefix = '{prefix}'");
        await program.SendAsync("GET", "/api/v1/store/orders");
        var first = await LastAsync();
        Assert.NotEmpty(first);
        app.Time.Advance(TimeSpan.FromSeconds(30));
        await program.SendAsync("GET", "/api/v1/store/orders");
        Assert.Equal(first, await LastAsync());
        app.Time.Advance(TimeSpan.FromSeconds(31));
        await program.SendAsync("GET", "/api/v1/store/orders");
        Assert.NotEqual(first, await LastAsync());
    }

    private async Task<HttpClient> ProgramAsync(string store, string permission, int? days = null, params string[] more)
    {
        using var owner = app.Api(store, Who.Owner);
        var made = await owner.SendAsync("POST", Keys, new { name = "Program", permissions = more.Append(permission), expiresInDays = days });
        Assert.Equal("201", made.Code());
        var client = app.Clients.Raw(app.World[store].Host);
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.Body.GetProperty("secret").GetString());
        return client;
    }

    private static async Task<string> IdAsync(HttpClient owner, HttpClient program)
    {
        var prefix = program.DefaultRequestHeaders.Authorization!.Parameter![..12];
        return (await owner.GetJsonAsync(Keys)).GetProperty("items").EnumerateArray()
            .Single(k => k.GetProperty("prefix").GetString() == prefix).GetProperty("id").GetString()!;
    }

    public sealed class Timed(Server server) : OrionApp(server, new AppOptions { Clock = Current })
    {
        private static TestClock Current { get; } = new();

        public TestClock Time => Current;
    }
}
