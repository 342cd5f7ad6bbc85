using Microsoft.Extensions.DependencyInjection;
using Orion.Framework.Tenancy;
using Orion.Framework.Web;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Web.Caching;

/// <summary>Changes are made behind the application's back, so that only the cache decides what a shopper sees.</summary>
public sealed class PageCacheTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_is_kept_until_a_change_of_its_store_commits()
    {
        using var shopper = app.Shop("acme");
        await RenameAsync("acme", "First");
        await PurgeAsync("acme", commit: true);
        await UntilAsync(shopper, "First");

        await RenameAsync("acme", "Second");
        Assert.Contains("First", await PageAsync(shopper), StringComparison.Ordinal);

        await PurgeAsync("acme", commit: false);
        await Task.Delay(200, Stop);
        Assert.Contains("First", await PageAsync(shopper), StringComparison.Ordinal);

        await PurgeAsync("birch", commit: true);
        await Task.Delay(200, Stop);
        Assert.Contains("First", await PageAsync(shopper), StringComparison.Ordinal);

        await PurgeAsync("acme", commit: true);
        await UntilAsync(shopper, "Second");
    }

    [Fact]
    public async Task The_second_looker_is_answered_at_the_door_and_never_with_what_was_dropped()
    {
        using var looker = app.Shop("acme");
        await UntilTrustedAsync();
        for (var round = 0; round < 3; round++)
        {
            await RenameAsync("acme", $"Round {round}");
            await PurgeAsync("acme", commit: true);
            await UntilAsync(looker, $"Round {round}");
            for (var again = 0; again < 3; again++)
            {
                using var answer = await looker.GetAsync("/products", Stop);
                Assert.Contains($"Round {round}", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
                Assert.True(answer.Headers.Contains("X-Correlation-Id"));
                Assert.True(answer.Headers.Contains("Content-Security-Policy"));
            }
        }

        using var dashboard = app.Dashboard("acme");
        using var work = await dashboard.GetAsync("/store", Stop);
        Assert.DoesNotContain("Round 2", await work.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shopper_with_a_cart_is_not_answered_from_the_cache()
    {
        await UntilTrustedAsync();
        using var anyone = app.Shop("birch");
        using var buyer = app.Shop("birch");
        (await buyer.PostFormAsync("/cart/items", ("variantId", app.World["birch"].Mug.Variant.ToString()), ("quantity", "1"))).Dispose();
        await PageAsync(anyone);
        await RenameAsync("birch", "Unheard of");
        Assert.DoesNotContain("Unheard of", await PageAsync(anyone), StringComparison.Ordinal);
        Assert.Contains("Unheard of", await PageAsync(buyer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Campaign_words_in_the_address_share_one_page_and_searches_do_not()
    {
        await UntilTrustedAsync();
        using var shopper = app.Shop("acme");
        await PageAsync(shopper, "/products?utm_source=one");
        await RenameAsync("acme", "Renamed mug");
        Assert.DoesNotContain("Renamed mug", await PageAsync(shopper, "/products?utm_source=two"), StringComparison.Ordinal);
        Assert.Contains("Renamed mug", await PageAsync(shopper, "/products?q=mug&utm_source=two"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_while_a_page_was_made_is_not_kept()
    {
        await UntilTrustedAsync();
        var cache = app.Services.GetRequiredService<PageCache>();
        var store = Guid.CreateVersion7();
        var page = new CachedPage([1], [1], [1], []);
        var before = cache.Mark(store);
        var stores = app.Services.GetRequiredService<ITenantStore>();
        cache.Keep("kept", store, before, stores.Generation, [], page);
        Assert.NotNull(cache.Find("kept"));

        var made = (before.Store - 1, before.Epoch);
        cache.Keep("stale", store, made, stores.Generation, [], page);
        Assert.Null(cache.Find("stale"));

        // The request found its store before the store changed, and waited before it began to make its page.
        cache.Keep("of an earlier store", store, cache.Mark(store), stores.Generation - 1, [], page);
        Assert.Null(cache.Find("of an earlier store"));
    }

    [Fact]
    public async Task One_caller_makes_a_page_while_the_others_wait_for_it()
    {
        await UntilTrustedAsync();
        var cache = app.Services.GetRequiredService<PageCache>();
        var store = Guid.CreateVersion7();
        Assert.Equal((null, true), await cache.WaitForAsync("single", TimeSpan.FromSeconds(5), Stop));
        // Who waits in vain makes a page for itself, and takes the making from nobody.
        Assert.Equal((null, false), await cache.WaitForAsync("single", TimeSpan.Zero, Stop));
        var waiting = cache.WaitForAsync("single", Timeout.InfiniteTimeSpan, Stop);
        Assert.False(waiting.IsCompleted);
        cache.Keep("single", store, cache.Mark(store), app.Services.GetRequiredService<ITenantStore>().Generation, [], new CachedPage([7], [7], [7], []));
        cache.Made("single");
        Assert.Equal([7], (await waiting).Page!.Plain);
    }

    /// <summary>Nothing is kept before the line on which changes are announced is up.</summary>
    private async Task UntilTrustedAsync()
    {
        var cache = app.Services.GetRequiredService<PageCache>();
        for (var tries = 0; tries < 250 && !cache.IsTrusted; tries++) await Task.Delay(20, Stop);
        Assert.True(cache.IsTrusted);
    }

    private async Task<string> PageAsync(HttpClient shopper, string path = "/products")
    {
        using var page = await shopper.GetAsync(path, Stop);
        return await page.TextAsync();
    }

    private Task<string> RenameAsync(string code, string name) => TestDatabase.AskAsync(app.Database.Platform,
        $"update product_documents set name = '{name}' where slug = 'mug' and store_id = '{app.World[code].Id}' returning name");

    private Task<string> PurgeAsync(string code, bool commit) => TestDatabase.AskAsync(app.Database.Platform,
        "begin", $"select pg_notify('{PageCache.Channel}', '{app.World[code].Id}')", commit ? "commit" : "rollback");

    private async Task UntilAsync(HttpClient shopper, string name)
    {
        for (var tries = 0; tries < 250; tries++, await Task.Delay(20, Stop))
            if ((await PageAsync(shopper)).Contains(name, StringComparison.Ordinal)) return;
        Assert.Fail($"The page never said '{name}'.");
    }
}
