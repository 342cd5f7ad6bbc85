using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orion.Features.Audit;
using Orion.Framework.Audit;
using Orion.Framework.Database;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Audit;

public sealed class BrowseAuditTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merchant_reads_a_sentence_and_a_page_shows_both_sides()
    {
        var product = await app.Make.ProductAsync(app.World["acme"].Id, "tide-mug", "Tide Mug", "USD", 2800);
        await RepriceAsync(product.Id, product.Variant, "30");

        using var owner = app.Api("acme", Who.Owner);
        var entry = (await owner.GetJsonAsync($"/api/v1/store/audit?entity={product.Variant}&action=changed")).GetProperty("items")[0];
        Assert.Equal("Olivia of Acme Mugs changed the price of Tide Mug from $28.00 to $30.00", entry.GetProperty("summary").GetString());

        using var browser = app.Dashboard("acme");
        var list = await browser.GetStringAsync($"/store/audit?entity={product.Variant}", Stop);
        Assert.Contains("changed the price of Tide Mug", list, StringComparison.Ordinal);
        var page = await browser.GetStringAsync($"/store/audit/{entry.GetProperty("id").GetGuid()}", Stop);
        Assert.Contains("<del>$28.00</del>", page, StringComparison.Ordinal);
        Assert.Contains("<ins>$30.00</ins>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_sees_its_own_log_and_the_operator_all()
    {
        var birch = await app.Make.ProductAsync(app.World["birch"].Id, "birch-only", "Birch only", "EUR", 100);
        using var acme = app.Api("acme", Who.Owner);
        using var admin = app.AdminApi();
        Assert.Empty((await acme.GetJsonAsync($"/api/v1/store/audit?entity={birch.Id}")).GetProperty("items").EnumerateArray());
        Assert.Single((await admin.GetJsonAsync($"/api/v1/admin/audit?entity={birch.Id}")).GetProperty("items").EnumerateArray());
        var entry = await TestDatabase.AskAsync(app.Database.Platform, $"select id from audit_logs where entity_id = '{birch.Id}'");
        Assert.Equal(HttpStatusCode.NotFound, (await acme.GetAsync($"/api/v1/store/audit/{entry}", Stop)).StatusCode);
    }

    [Fact]
    public async Task Pages_of_the_list_follow_each_other_without_gap_or_double()
    {
        using var owner = app.Api("acme", Who.Owner);
        var all = await IdsAsync(owner, "/api/v1/store/audit?actor=system&limit=250");
        List<string> walked = [];
        string? cursor = null;
        do
        {
            var page = await owner.GetJsonAsync("/api/v1/store/audit?actor=system&limit=7" + (cursor is null ? "" : "&cursor=" + cursor));
            walked.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null && walked.Count < all.Count);
        Assert.True(all.Count > 7);
        Assert.Equal(all, walked.Take(all.Count));
        Assert.Equal(walked.Count, walked.Distinct().Count());
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("to=2026-13-40")]
    [InlineData("cursor=nonsense")]
    public async Task What_makes_no_sense_is_refused_by_name(string query)
    {
        using var owner = app.Api("acme", Who.Owner);
        using var response = await owner.GetAsync("/api/v1/store/audit?" + query, Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(query.Split('=')[0], await response.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_bound_the_list_on_both_sides()
    {
        using var owner = app.Api("acme", Who.Owner);
        Assert.Empty(await IdsAsync(owner, "/api/v1/store/audit?to=2020-01-01"));
        Assert.Empty(await IdsAsync(owner, "/api/v1/store/audit?from=2100-01-01"));
        Assert.NotEmpty(await IdsAsync(owner, "/api/v1/store/audit?from=2020-01-01&to=2100-01-01"));
    }

    [Fact]
    public async Task Staff_don_t_see_it()
    {
        using var staff = app.Api("acme", Who.Staff);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/api/v1/store/audit", Stop)).StatusCode);
    }

    [Fact]
    public async Task An_export_holds_no_formula_and_is_itself_in_the_log()
    {
        await app.Make.CategoryAsync(app.World["acme"].Id, "formula", "=HYPERLINK(\"https://evil.example\")");
        using var browser = app.Dashboard("acme");
        using var response = await browser.GetAsync("/store/audit/export?entity=category", Stop);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var lines = (await response.TextAsync()).Split("\r\n");
        Assert.Contains(lines, l => l.Contains("'=HYPERLINK", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => l.Contains(",=HYPERLINK", StringComparison.Ordinal) || l.Contains(",\"=HYPERLINK", StringComparison.Ordinal));
        using var owner = app.Api("acme", Who.Owner);
        Assert.NotEmpty(await IdsAsync(owner, "/api/v1/store/audit?action=exported"));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("plain", "plain")]
    public void A_field_is_quoted_and_never_a_formula(string text, string field) => Assert.Equal(field, AuditCsv.Field(text));

    [Fact]
    public async Task What_is_past_its_time_is_cleared_and_the_rest_stays()
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (kind, days, action) in (ValueTuple<string, int, string>[])[("Team", 401, "old-team"), ("Visitor", 31, "old-visitor"), ("Team", 31, "young-team")])
            await TestDatabase.AskAsync(app.Database.Platform,
                $"""
                insert into audit_logs (store_id, id, at, actor_kind, actor_name, action, entity, correlation_id)
                values ('{app.World["birch"].Id}', '{Guid.CreateVersion7(now.AddDays(-days))}', now(), '{kind}', 'Somebody', '{action}', 'thing', '')
                """);
        await using (var scope = app.Services.CreateAsyncScope())
            await ActivatorUtilities.CreateInstance<ClearAuditJob>(scope.ServiceProvider).RunAsync(new ClearAudit(), Stop);
        var left = await TestDatabase.ListAsync(app.Database.Platform, "select action from audit_logs where entity = 'thing'");
        Assert.Equal(["young-team"], left);
    }

    private async Task RepriceAsync(Guid product, Guid variant, string amount)
    {
        using var owner = app.Api("acme", Who.Owner);
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/store/products/{product}/variants/{variant}")
        {
            Content = JsonContent.Create(new { price = new { amount, currency = "USD" } })
        };
        (await owner.SendAsync(request, Stop)).EnsureSuccessStatusCode();
    }

    private static async Task<List<string>> IdsAsync(HttpClient client, string path) =>
        [.. (await client.GetJsonAsync(path)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
}
