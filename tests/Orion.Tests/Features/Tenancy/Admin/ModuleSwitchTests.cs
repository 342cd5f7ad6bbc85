using System.Net;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Tenancy;

public sealed class ModuleSwitchTests(OrionApp app) : IClassFixture<OrionApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Modules => $"/api/v1/admin/platforms/{app.World.HarbourId}/modules";

    [Fact]
    public async Task A_switched_off_module_has_no_routes_and_no_menu_on_that_platform_alone()
    {
        using var operators = app.AdminApi();
        using var owner = app.Api("acme", Who.Owner);
        using var team = app.Dashboard("acme");
        Assert.Equal(200, await StatusAsync(owner, "/api/v1/store/orders"));
        Assert.Contains("href=\"/store/orders", await team.GetStringAsync("/store/products", Stop), StringComparison.Ordinal);

        using var off = await operators.DeleteAsync($"{Modules}/orders", Stop);
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
        Assert.Equal(["orders"], Names((await off.JsonAsync()).GetProperty("changed")));
        await UntilAsync(owner, "/api/v1/store/orders", 404);
        Assert.DoesNotContain("href=\"/store/orders", await team.GetStringAsync("/store/products", Stop), StringComparison.Ordinal);
        using var elsewhere = app.Api("cedar", Who.Owner);
        Assert.Equal(200, await StatusAsync(elsewhere, "/api/v1/store/orders"));

        using var on = await operators.PutAsync($"{Modules}/orders", null, Stop);
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
        await UntilAsync(owner, "/api/v1/store/orders", 200);
        using var again = await operators.PutAsync($"{Modules}/orders", null, Stop);
        Assert.Empty((await again.JsonAsync()).GetProperty("changed").EnumerateArray());
    }

    [Fact]
    public async Task What_others_need_goes_off_only_with_them_and_comes_back_only_with_what_it_needs()
    {
        var lagoon = $"/api/v1/admin/platforms/{app.World.LagoonId}/modules";
        using var operators = app.AdminApi();
        using var refused = await operators.DeleteAsync($"{lagoon}/payments", Stop);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await refused.JsonAsync();
        Assert.Equal("required_by", problem.GetProperty("code").GetString());
        Assert.Contains("orders", Names(problem.GetProperty("modules")));

        using var off = await operators.DeleteAsync($"{lagoon}/payments?cascade=true", Stop);
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
        var changed = Names((await off.JsonAsync()).GetProperty("changed"));
        Assert.Equal("payments", changed[^1]);
        Assert.Contains("orders", changed);

        using var needs = await operators.PutAsync($"{lagoon}/orders", null, Stop);
        Assert.Equal(HttpStatusCode.Conflict, needs.StatusCode);
        Assert.Equal("requires", (await needs.JsonAsync()).GetProperty("code").GetString());
        using var on = await operators.PutAsync($"{lagoon}/orders?cascade=true", null, Stop);
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
        Assert.Contains("payments", Names((await on.JsonAsync()).GetProperty("changed")));
        foreach (var module in changed)
        {
            using var back = await operators.PutAsync($"{lagoon}/{module}?cascade=true", null, Stop);
            Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        }
    }

    [Fact]
    public async Task Operators_who_switch_at_once_never_leave_a_module_without_what_it_needs()
    {
        await using var own = await OrionApp.StartAsync(app.Server, new AppOptions());
        var modules = $"/api/v1/admin/platforms/{own.World.HarbourId}/modules";
        for (var round = 0; round < 6; round++)
        {
            using var one = own.AdminApi();
            using var two = own.AdminApi();
            // One takes away what the other brings back; asked in turns, either order is right, and neither leaves orders alone.
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(n => n % 2 == 0
                    ? one.DeleteAsync($"{modules}/payments?cascade=true", Stop)
                    : two.PutAsync($"{modules}/orders?cascade=true", null, Stop)));
            Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
            foreach (var answer in answers) answer.Dispose();
            var state = await TestDatabase.AskAsync(
                own.Database.Platform,
                $"select string_agg(module || '=' || is_on, ' ' order by module) from platform_modules where platform_id = '{own.World.HarbourId}' and module in ('orders', 'payments')");
            Assert.Contains(state, (string[])["orders=false payments=false", "orders=true payments=true"]);
        }
    }

    [Fact]
    public async Task Core_modules_and_unknown_ones_can_not_be_switched()
    {
        using var operators = app.AdminApi();
        using var core = await operators.DeleteAsync($"{Modules}/core", Stop);
        Assert.Equal(HttpStatusCode.Conflict, core.StatusCode);
        using var unknown = await operators.DeleteAsync($"{Modules}/nonsense", Stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var nowhere = await operators.DeleteAsync($"/api/v1/admin/platforms/{Guid.CreateVersion7()}/modules/orders", Stop);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task The_console_shows_what_would_happen_and_does_it_without_JavaScript()
    {
        using var console = app.Console();
        var page = $"/platforms/{app.World.LagoonId}";
        var html = await console.GetStringAsync(page, Stop);
        Assert.Contains("These need it and go off with it", html, StringComparison.Ordinal);
        using var refused = await console.PostFormAsync(page + "/modules/payments?_method=delete");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("is needed by what is on", await refused.TextAsync(), StringComparison.Ordinal);
        using var off = await console.PostFormAsync(page + "/modules/inventory?_method=delete");
        Assert.Equal(HttpStatusCode.SeeOther, off.StatusCode);
        Assert.Contains("by ada@harbour.test", await console.GetStringAsync(page, Stop), StringComparison.Ordinal);
        using var on = await console.PostFormAsync(page + "/modules/inventory?_method=put");
        Assert.Equal(HttpStatusCode.SeeOther, on.StatusCode);
    }

    [Fact]
    public async Task Platforms_are_listed_with_their_modules_as_page_and_as_json()
    {
        using var operators = app.AdminApi();
        var items = (await operators.GetJsonAsync("/api/v1/admin/platforms")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["Harbour", "Lagoon"], items.Select(p => p.GetProperty("name").GetString()!));
        Assert.Equal(World.Harbour, items[0].GetProperty("hosts")[0].GetString());
        using var console = app.Console();
        Assert.Contains("Lagoon", await console.GetStringAsync("/platforms", Stop), StringComparison.Ordinal);
    }

    private static List<string> Names(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetString()!)];

    private static async Task<int> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Stop);
        return (int)answer.StatusCode;
    }

    private static async Task UntilAsync(HttpClient client, string path, int wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        while (await StatusAsync(client, path) != wanted) await Task.Delay(50, patience.Token);
    }
}
