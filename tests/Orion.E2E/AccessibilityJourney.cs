using Deque.AxeCore.Playwright;

namespace Orion.E2E;

/// <summary>axe looks at every page of the three faces, on a phone and on a desk, light and dark.</summary>
public sealed class AccessibilityJourney(OrionServer server) : Journey(server)
{
    [Theory(Timeout = 240_000)]
    [InlineData("kiln.localhost", 390, false)]
    [InlineData("hollow.localhost", 1440, false)]
    [InlineData("sumi.localhost", 390, true)]
    [InlineData("kiln.localhost", 1440, true)]
    public async Task The_shop_has_no_barrier_that_axe_finds(string host, int width, bool dark)
    {
        var page = await OpenAsync(Server.At(host), width: width, dark: dark);
        await CheckAsync(page);
        foreach (var path in (string[])["/products", "/products?q=nothing-is-called-so", "/cart", "/login", "/login/code", "/login/code/confirmation", "/signup", "/password-reset", "/no-such-page"])
        {
            await page.GotoAsync(Server.At(host, path));
            await CheckAsync(page);
        }

        await page.GotoAsync(Server.At(host, "/products"));
        var product = await page.Locator("a[href*='/products/']").First.GetAttributeAsync("href");
        await page.GotoAsync(Server.At(host, product!));
        await CheckAsync(page);
    }

    [Fact(Timeout = 240_000)]
    public async Task The_checkout_has_no_barrier_empty_handed_or_with_mistakes()
    {
        var page = await OpenAsync(Server.At("sumi.localhost"));
        await Shopper.AddToCartAsync(page, Server.At("sumi.localhost", "/products/omoshi-paperweight"));
        await page.GotoAsync(Server.At("sumi.localhost", "/cart"));
        await CheckAsync(page);
        await page.GotoAsync(Server.At("sumi.localhost", "/checkout"));
        await CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();
        await Expect(page.GetByLabel("E-mail")).ToHaveAttributeAsync("aria-invalid", "true");
        await CheckAsync(page);
        await Shopper.FillInAsync(page, "greta@example.test", "JP");
        await Shopper.PlaceAsync(page);
        await CheckAsync(page);
    }

    [Theory(Timeout = 240_000)]
    [InlineData(390, false)]
    [InlineData(1440, true)]
    public async Task The_dashboard_has_no_barrier_that_axe_finds(int width, bool dark)
    {
        var page = await OpenAsync(Server.At("hollow.localhost", "/store"), width: width, dark: dark);
        await CheckAsync(page);
        await SignInAsync(page, "owner@hollow.test");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        foreach (var path in (string[])
        [
            "", "/orders", "/products", "/products/new", "/account", "/account/second-factor", "/account/password", "/account/email", "/settings/team", "/settings/roles", "/settings/roles/new",
            "/settings/roles/staff", "/settings/api-keys", "/settings/support", "/ownership", "/audit", "/no-such-page"
        ])
        {
            await page.GotoAsync(Server.At("hollow.localhost", "/store" + path));
            await CheckAsync(page);
        }

        await page.GotoAsync(Server.At("hollow.localhost", "/store/products"));
        var product = await page.Locator("main a[href*='/store/products/0']").First.GetAttributeAsync("href");
        await page.GotoAsync(Server.At("hollow.localhost", product!));
        await CheckAsync(page);
        await page.GotoAsync(Server.At("hollow.localhost", "/store/audit"));
        var entry = await page.Locator("main a[href*='/store/audit/0']").First.GetAttributeAsync("href");
        await page.GotoAsync(Server.At("hollow.localhost", entry!));
        await CheckAsync(page);
    }

    [Theory(Timeout = 240_000)]
    [InlineData(390, true)]
    [InlineData(1440, false)]
    public async Task The_console_has_no_barrier_that_axe_finds(int width, bool dark)
    {
        var page = await OpenAsync(Server.At("admin.localhost"), width: width, dark: dark);
        await CheckAsync(page);
        await SignInAsync(page, "admin@orion.test");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        foreach (var path in (string[])["/", "/stores", "/stores/new", "/platforms", "/users", "/users/new", "/support", "/audit", "/account", "/no-such-page"])
        {
            await page.GotoAsync(Server.At("admin.localhost", path));
            await CheckAsync(page);
        }

        foreach (var list in (string[])["/stores", "/platforms", "/users"])
        {
            await page.GotoAsync(Server.At("admin.localhost", list));
            var first = await page.Locator($"main a[href*='{list}/0']").First.GetAttributeAsync("href");
            await page.GotoAsync(Server.At("admin.localhost", first!));
            await CheckAsync(page);
            if (list != "/stores") continue;
            await page.GotoAsync(Server.At("admin.localhost", first + "/support"));
            await CheckAsync(page);
            await page.GotoAsync(Server.At("admin.localhost", first + "/support/break-glass"));
            await CheckAsync(page);
        }

        await page.GotoAsync(Server.At("localhost"));
        await CheckAsync(page);
        await page.GotoAsync(Server.At("localhost", "/api/docs"));
        await CheckAsync(page);
    }

    private static async Task CheckAsync(IPage page)
    {
        var found = await page.RunAxe();
        Assert.True(found.Violations.Length == 0, $"{page.Url}: " + string.Join("; ", found.Violations.Select(v =>
            $"{v.Id} ({v.Help}) at {string.Join(", ", v.Nodes.Take(3).Select(n => $"{n.Target} {n.Html}"))}")));
        // What overflows a phone can't be reached without scrolling sideways.
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 1, $"{page.Url} is {overflow} px wider than its window.");
    }
}
