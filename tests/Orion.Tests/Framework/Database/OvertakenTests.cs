using System.Text.Json;
using Npgsql;
using Orion.Features.Catalog;
using Orion.Features.Core;
using Orion.Features.Customers;
using Orion.Framework.Auth.Accounts;
using Orion.Tests.Features.Core.Teams;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Database;

/// <summary>
/// Requests that all look before one of them saves: a lock holds them between the two, and each is answered as the second of two in a
/// row would be.
/// </summary>
public sealed class OvertakenTests(OrionApp app) : IClassFixture<OrionApp>
{
    private const string Products = "/api/v1/store/products";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_links_that_open_one_account_one_is_good()
    {
        var tokens = new List<string>();
        for (var i = 0; i < 6; i++) tokens.Add(await LinkAsync(LinkPurpose.SignUp, null, "dan@example.test"));

        var answers = await RaceAsync("customers", tokens.Select(token => Sending(() => ConfirmAsync(token))));

        Assert.Single(answers, a => a.Status == 303);
        Assert.Equal(5, answers.Count(a => a.Status == 422));
        Assert.Equal("1", await TestDatabase.AskAsync(app.Database.Platform, "select count(*) from customers where email = 'dan@example.test'"));
    }

    [Fact]
    public async Task Of_two_customers_who_confirm_one_new_address_one_gets_it()
    {
        var store = app.World["acme"].Id;
        var (eve, fay) = (await app.Make.CustomerAsync(store, "eve@example.test", "Eve"), await app.Make.CustomerAsync(store, "fay@example.test", "Fay"));
        string[] tokens = [await LinkAsync(LinkPurpose.Email, eve.Id, "both@example.test"), await LinkAsync(LinkPurpose.Email, fay.Id, "both@example.test")];

        var answers = await RaceAsync("customers", tokens.Select(token => Sending(() => ConfirmAsync(token))));

        Assert.Equal([303, 422], answers.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task Of_two_of_the_team_who_confirm_one_new_address_one_gets_it()
    {
        var store = app.World["acme"];
        var (gus, hal) = (await app.Make.MemberAsync(store.Id, "gus@acme.test", "Gus", StoreRole.Staff), await app.Make.MemberAsync(store.Id, "hal@acme.test", "Hal", StoreRole.Staff));
        var tokens = new List<string>();
        foreach (var person in new[] { gus.Id, hal.Id })
            tokens.Add(await AddAsync(new Orion.Features.Core.Accounts.UserLink(), LinkPurpose.Email, person, "one@acme.test"));

        var answers = await RaceAsync("users", tokens.Select(token => Sending(async () =>
        {
            using var browser = app.Dashboard("acme", Who.Nobody);
            using var answer = await browser.PostFormAsync("/store/email-confirmation", ("token", token));
            return ((int)answer.StatusCode, default);
        })));

        Assert.Equal([303, 422], answers.Select(a => a.Status).Order());
    }

    [Fact]
    public async Task Of_two_stores_that_a_new_person_joins_at_once_the_second_asks_for_the_new_password()
    {
        var stores = new[] { "acme", "birch" };
        var tokens = new Dictionary<string, string>();
        foreach (var store in stores)
        {
            var invitation = TeamInvitation.To("ida@example.test", StoreRole.Staff, null, app.World[store].Owner.Id, TimeProvider.System.GetUtcNow());
            tokens[store] = invitation.MakeToken();
            await SaveAsync(app.World[store].Id, invitation);
        }

        var answers = await RaceAsync("users", stores.Select(store => Sending(() => JoinAsync(store))));

        Assert.Equal(["200", "409 try_again"], answers.Select(a => a.Code()).Order());
        Assert.Equal("200", (await JoinAsync(stores[Array.FindIndex(answers, a => a.Status != 200)])).Code());

        async Task<(int Status, JsonElement Body)> JoinAsync(string store)
        {
            using var client = app.Api(store);
            return await client.SendAsync("POST", $"/api/v1/store/invitations/{tokens[store]}", new { name = "Ida", password = "four words in a row" });
        }
    }

    [Fact]
    public async Task Of_two_stores_with_one_code_the_second_is_told_at_the_field()
    {
        var answers = await RaceAsync("stores", Enumerable.Range(0, 2).Select(i => Sending(() => OpenAsync("twin", $"owner{i}@twin.test"))));

        Assert.Equal([201, 422], answers.Select(a => a.Status).Order());
        Assert.Equal("422 code_taken", answers.Single(a => a.Status == 422).Code());
        Assert.True(answers.Single(a => a.Status == 422).Body.GetProperty("errors").TryGetProperty("code", out _));
    }

    [Fact]
    public async Task A_person_who_gets_two_stores_at_once_has_one_password_and_it_is_the_one_that_was_shown()
    {
        var answers = await RaceAsync("users", Enumerable.Range(0, 2).Select(i => Sending(() => OpenAsync($"both-{i}", "jo@both.test"))));

        Assert.All(answers, a => Assert.Equal(201, a.Status));
        var owners = answers.Select(a => a.Body.GetProperty("owner")).ToList();
        var shown = Assert.Single(owners, o => o.GetProperty("isNew").GetBoolean()).GetProperty("password").GetString();
        Assert.Equal(JsonValueKind.Null, owners.Single(o => !o.GetProperty("isNew").GetBoolean()).GetProperty("password").ValueKind);
        using var client = app.Clients.Raw($"both-0.{World.Harbour}");
        Assert.Equal(200, (await client.SendAsync("POST", "/api/v1/store/auth/login", new { email = "jo@both.test", password = shown })).Status);
    }

    [Fact]
    public async Task Of_two_products_with_one_typed_address_the_second_is_told_at_the_field()
    {
        using var owner = app.Api("acme", Who.Owner);
        Assert.Equal(200, (await owner.SendAsync("GET", Products)).Status);
        var made = await RaceAsync("products", Enumerable.Range(0, 2).Select(i => Sending(() => owner.SendAsync("POST", Products, NewProduct($"Jar {i}", "the-jar")))));
        Assert.Equal(["201", "409 slug_taken"], made.Select(a => a.Code()).Order());

        var ids = new List<string>();
        foreach (var name in new[] { "Bowl", "Plate" }) ids.Add((await owner.SendAsync("POST", Products, NewProduct(name))).Body.GetProperty("id").GetString()!);
        var moved = await RaceAsync("products", ids.Select(id => Sending(() => owner.SendAsync("PATCH", $"{Products}/{id}", new { slug = "the-dish" }))));
        Assert.Equal(["200", "409 slug_taken"], moved.Select(a => a.Code()).Order());
        Assert.True(moved.Single(a => a.Status == 409).Body.GetProperty("errors").TryGetProperty("slug", out _));
    }

    [Fact]
    public async Task Two_products_that_come_back_at_once_to_one_address_have_one_each()
    {
        using var owner = app.Api("acme", Who.Owner);
        var ids = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var id = (await owner.SendAsync("POST", Products, NewProduct($"Lamp {i}", "the-lamp"))).Body.GetProperty("id").GetString()!;
            Assert.Equal(204, (await owner.SendAsync("DELETE", $"{Products}/{id}")).Status);
            ids.Add(id);
        }

        var back = await RaceAsync("products", ids.Select(id => Sending(() => owner.SendAsync("DELETE", $"{Products}/{id}/deletion"))));

        Assert.Equal(["the-lamp", "the-lamp-2"], back.Select(a => a.Body.GetProperty("slug").GetString()).Order());
    }

    [Fact]
    public async Task What_no_index_declares_is_a_conflict_and_no_fault()
    {
        await using var own = await OrionApp.StartAsync(app.Server, new AppOptions());
        await TestDatabase.AskAsync(own.Database.Admin, "create unique index one_of_a_name on stores (name)");
        using var operators = own.AdminApi();

        var answer = await operators.SendAsync("POST", "/api/v1/admin/stores", NewStore("odd", "owner@odd.test", own.World["acme"].Code, name: await TestDatabase.AskAsync(own.Database.Platform, "select name from stores where code = 'acme'")));

        Assert.Equal("409 conflict", answer.Code());
    }

    private async Task<(int Status, JsonElement Body)> ConfirmAsync(string token)
    {
        using var browser = app.Shop("acme");
        using var answer = await browser.PostFormAsync("/email-confirmation", ("token", token));
        return ((int)answer.StatusCode, default);
    }

    private async Task<(int Status, JsonElement Body)> OpenAsync(string code, string owner)
    {
        using var operators = app.AdminApi();
        return await operators.SendAsync("POST", "/api/v1/admin/stores", NewStore(code, owner, "acme"));
    }

    private static object NewStore(string code, string ownerEmail, string like, string? name = null) => new
    {
        code,
        name = name ?? $"Store {code} like {like}",
        platform = "harbour",
        currency = "EUR",
        culture = "de-DE",
        timeZone = "Europe/Berlin",
        ownerEmail
    };

    private static object NewProduct(string name, string? slug = null) => new { name, slug, variants = new[] { new { price = new { amount = "5.00" } } } };

    private Task<string> LinkAsync(LinkPurpose purpose, Guid? person, string email) => AddAsync(new CustomerLink(), purpose, person, email);

    private async Task<string> AddAsync(AccountLink link, LinkPurpose purpose, Guid? person, string email)
    {
        link.Begin(purpose, person, email, TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1), "Dan", World.PasswordHash);
        var token = link.MakeToken();
        await SaveAsync(app.World["acme"].Id, link);
        return token;
    }

    private Task<int> SaveAsync(Guid store, object entity) => app.Make.InStoreAsync(store, db =>
    {
        db.Add(entity);
        return db.SaveChangesAsync(Stop);
    });

    private static Func<Task<(int Status, JsonElement Body)>> Sending(Func<Task<(int Status, JsonElement Body)>> send) => send;

    /// <summary>Lets all look, and none save in a table before all have looked. Whom a busy machine let wait too long asks again.</summary>
    private async Task<(int Status, JsonElement Body)[]> RaceAsync(string table, IEnumerable<Func<Task<(int Status, JsonElement Body)>>> requests)
    {
        await using var gate = await TestDatabase.OpenAsync(app.Database.Admin);
        await using var transaction = await gate.BeginTransactionAsync(Stop);
        await using (var close = new NpgsqlCommand($"lock table {table} in share row exclusive mode", gate)) await close.ExecuteNonQueryAsync(Stop);
        var sends = requests.ToList();
        var running = sends.ConvertAll(send => send());
        await using var command = new NpgsqlCommand($"select count(distinct pid) from pg_locks where not granted and relation = '{table}'::regclass", gate);
        // Whoever is done didn't get as far: the answer will say so.
        while (!running.Exists(r => r.IsCompleted) && (long)(await command.ExecuteScalarAsync(Stop))! < running.Count) await Task.Delay(5, Stop);
        await transaction.CommitAsync(Stop);
        var answers = await Task.WhenAll(running);
        for (var i = 0; i < answers.Length; i++)
            while (answers[i].Status == 503) answers[i] = await sends[i]();
        return answers;
    }
}
