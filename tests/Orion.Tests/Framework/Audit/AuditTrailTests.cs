using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orion.Features.Catalog;
using Orion.Framework.Audit;
using Orion.Framework.Currencies;
using Orion.Framework.Database;
using Orion.Framework.Tenancy;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Audit;

public sealed class AuditTrailTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Guid Acme => app.World["acme"].Id;

    [Fact]
    public async Task An_entry_says_who_from_where_and_what_before_and_after()
    {
        var product = await app.Make.ProductAsync(Acme, "entry-one", "Entry one", "USD", 2800);
        using var owner = app.Api("acme", Who.Owner);
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/store/products/{product.Id}/variants/{product.Variant}")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { price = new { amount = "30", currency = "USD" } })
        };
        request.Headers.Add("X-Correlation-Id", "entry-one-correlated");
        (await owner.SendAsync(request, Stop)).EnsureSuccessStatusCode();

        var entry = Assert.Single(await EntriesAsync("entry-one-correlated"));
        Assert.Equal("Team", entry.GetProperty("actor_kind").GetString());
        Assert.NotEqual(JsonValueKind.Null, entry.GetProperty("actor_id").ValueKind);
        Assert.Equal("changed", entry.GetProperty("action").GetString());
        Assert.Equal("product-variant", entry.GetProperty("entity").GetString());
        Assert.Equal(product.Variant, entry.GetProperty("entity_id").GetGuid());
        Assert.StartsWith("Entry one", entry.GetProperty("entity_name").GetString());
        Assert.Equal("""{"price": {"amount": "28.00", "currency": "USD"}}""", await FieldAsync("entry-one-correlated", "before"));
        Assert.Equal("""{"price": {"amount": "30.00", "currency": "USD"}}""", await FieldAsync("entry-one-correlated", "after"));
        Assert.Equal(Acme, entry.GetProperty("store_id").GetGuid());
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_entry()
    {
        var product = await app.Make.ProductAsync(Acme, "rolled-back", "Rolled back", "USD", 100);
        await WithAsync(db => db.InTransactionAsync(async () =>
        {
            (await db.Set<Product>().SingleAsync(p => p.Id == product.Id, Stop)).Rename("Never");
            await db.SaveChangesAsync(Stop);
            db.Record("tried", "product", product.Id);
            return false;
        }, commits: done => done, Stop));
        Assert.DoesNotContain(await OfAsync(product.Id), e => e is "changed" or "tried");
    }

    [Fact]
    public async Task A_record_without_a_save_is_written_with_its_transaction_once()
    {
        var id = Guid.CreateVersion7();
        await WithAsync(db => db.InTransactionAsync(() =>
        {
            db.Record("exported", "orders", id);
            return Task.FromResult(true);
        }, Stop));
        Assert.Equal(["exported"], await OfAsync(id));
    }

    [Fact]
    public async Task A_save_that_is_tried_again_writes_its_entry_once()
    {
        var category = Category.Make("twice-saved", "Twice", "", 1);
        await WithAsync(async db =>
        {
            db.Add(category);
            db.Add(Category.Make("twice-saved", "Twin", "", 2));
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Stop));
            db.ChangeTracker.Entries<Category>().Single(e => e.Entity.Name == "Twin").State = EntityState.Detached;
            await db.SaveChangesAsync(Stop);
        });
        Assert.Equal(["created"], await OfAsync(category.Id));
    }

    [Fact]
    public async Task Entries_made_at_once_are_all_there()
    {
        var product = await app.Make.ProductAsync(Acme, "at-once", "At once", "USD", 100);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => WithAsync(db => db.InTransactionAsync(async () =>
        {
            db.Add(Category.Make($"at-once-{n}", $"At once {n}", "", n));
            db.Record("reminded", "product", product.Id);
            return await db.SaveChangesAsync(Stop);
        }, Stop))));
        Assert.Equal(12, (await OfAsync(product.Id)).Count(a => a == "reminded"));
    }

    [Theory]
    [InlineData("update audit_logs set actor_name = 'Nobody'")]
    [InlineData("delete from audit_logs")]
    [InlineData("truncate audit_logs")]
    public async Task Nobody_changes_or_clears_it_not_even_the_owner_or_a_superuser(string sql)
    {
        var store = $"select set_config('orion.store_id', '{Acme}', false)";
        foreach (var role in (string[])[app.Database.App, app.Database.Platform, app.Database.Migrator, app.Database.Admin])
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => TestDatabase.AskAsync(role, store, sql))).SqlState);
    }

    [Fact]
    public async Task Only_the_platform_s_role_clears_and_only_when_it_says_so()
    {
        await TestDatabase.AskAsync(app.Database.Platform, "select set_config('orion.audit_clearing', 'on', false)", "delete from audit_logs where id = gen_random_uuid()");
        var id = await TestDatabase.AskAsync(app.Database.Platform, $"select id from audit_logs where store_id = '{app.World["birch"].Id}' limit 1");
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => TestDatabase.AskAsync(app.Database.App,
            $"select set_config('orion.store_id', '{app.World["birch"].Id}', false)", "select set_config('orion.audit_clearing', 'on', false)",
            $"delete from audit_logs where id = '{id}'"))).SqlState);
    }

    [Fact]
    public async Task A_store_writes_no_entry_into_another_s_log_and_none_into_the_installation_s()
    {
        foreach (var foreign in (Guid[])[app.World["birch"].Id, Guid.Empty])
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => TestDatabase.AskAsync(app.Database.App,
                $"select set_config('orion.store_id', '{Acme}', false)",
                $"""
                insert into audit_logs (store_id, id, at, actor_kind, actor_name, action, entity, correlation_id)
                values ('{foreign}', gen_random_uuid(), now(), 'Team', 'Mallory', 'created', 'product', '')
                """))).SqlState);
    }

    [Fact]
    public async Task Secrets_are_never_written()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var types = scope.ServiceProvider.GetRequiredService<PlatformDb>().Model.GetEntityTypes();
        var open = types.Where(t => AuditedEntity.Of(t).IsAudited)
            .SelectMany(t => AuditedEntity.Of(t).Properties.Where(p => !p.IsUndisclosed).Select(p => $"{t.ClrType.Name}.{p.Name}"))
            .Where(n => n.Contains("Hash", StringComparison.Ordinal) || n.Contains("Token", StringComparison.Ordinal)
                || n.Contains("Secret", StringComparison.Ordinal) || n.Contains("Password", StringComparison.Ordinal));
        // The looks of a shop are called tokens too.
        Assert.Empty(open.Except(["StoreTheme.Tokens"]));
        Assert.Equal("0", await TestDatabase.AskAsync(app.Database.Platform,
            "select count(*) from audit_logs where concat(before, after) ~ '\\$2[aby]\\$'"));
    }

    [Fact]
    public async Task What_is_done_without_a_request_is_the_installation_s()
    {
        var product = await app.Make.ProductAsync(Acme, "by-itself", "By itself", "USD", 100);
        Assert.Equal("System", await TestDatabase.AskAsync(app.Database.Platform, $"select actor_kind from audit_logs where entity_id = '{product.Id}'"));
    }

    [Theory]
    [InlineData("shop", "carol@example.test", "Customer")]
    [InlineData("store", "owner@acme.test", "Team")]
    public async Task Signing_in_is_in_the_log_and_failing_to_is_not(string face, string email, string kind)
    {
        using var program = app.Api("acme");
        foreach (var password in (string[])["not-the-password", World.Password])
            using (await program.PostJsonAsync($"/api/v1/{face}/auth/login", new { email, password }, ("X-Correlation-Id", $"signing-in-{face}-{password[0]}")))
            {
            }

        Assert.Empty(await EntriesAsync($"signing-in-{face}-n"));
        var entry = Assert.Single(await EntriesAsync($"signing-in-{face}-{World.Password[0]}"));
        Assert.Equal(("signed-in", kind, email), (
            entry.GetProperty("action").GetString(), entry.GetProperty("actor_kind").GetString(), entry.GetProperty("actor_name").GetString()));
    }

    private async Task WithAsync(Func<OrionDb, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Enter(
            (await scope.ServiceProvider.GetRequiredService<ITenantStore>().FindByIdAsync(Acme, Stop))!);
        await work(scope.ServiceProvider.GetRequiredService<OrionDb>());
    }

    private async Task<List<JsonElement>> EntriesAsync(string correlation) => [.. (await TestDatabase.ListAsync(app.Database.Platform,
        $"select to_jsonb(a)::text from audit_logs a where correlation_id = '{correlation}'")).Select(t => JsonSerializer.Deserialize<JsonElement>(t))];

    private Task<string> FieldAsync(string correlation, string field) =>
        TestDatabase.AskAsync(app.Database.Platform, $"select {field}::text from audit_logs where correlation_id = '{correlation}'");

    private Task<List<string>> OfAsync(Guid entity) =>
        TestDatabase.ListAsync(app.Database.Platform, $"select action from audit_logs where entity_id = '{entity}' order by id");
}
