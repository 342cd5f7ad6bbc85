namespace Orion.E2E;

/// <summary>Support works in a store: by consent, and in an emergency without it. Both can be read afterwards.</summary>
public sealed class SupportJourney(OrionServer server) : Journey(server)
{
    [Fact(Timeout = 240_000)]
    public async Task With_consent_support_comes_in_under_both_names_until_the_merchant_ends_it()
    {
        var operators = await AtSupportOfAsync("hollow");
        await operators.GetByLabel("As whom").SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await operators.GetByLabel("Reason").FillAsync("A price looks wrong in your shop.");
        await operators.GetByRole(AriaRole.Button, new() { Name = "Ask for access" }).ClickAsync();
        await Expect(operators.GetByRole(AriaRole.Button, new() { Name = "Take the request back" })).ToBeVisibleAsync();
        await Expect(operators.GetByRole(AriaRole.Button, new() { Name = "Get a ticket to enter" })).ToHaveCountAsync(0);

        var owner = await OpenAsync(Server.At("hollow.localhost", "/store/settings/support"), width: 1440, height: 900);
        await SignInAsync(owner, "owner@hollow.test");
        await Expect(owner.GetByText("A price looks wrong in your shop.")).ToBeVisibleAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await Expect(owner.GetByRole(AriaRole.Button, new() { Name = "End it now" })).ToBeVisibleAsync();

        await EnterAsync(operators);
        foreach (var path in (string[])["", "/orders", "/products", "/settings/team", "/no-such-page"])
        {
            await operators.GotoAsync(Server.At("hollow.localhost", "/store" + path));
            await Expect(Banner(operators)).ToBeVisibleAsync();
            await Expect(Banner(operators)).ToBeInViewportAsync();
        }

        Assert.Equal(403, (await operators.GotoAsync(Server.At("hollow.localhost", "/store/account")))!.Status);
        await operators.GotoAsync(Server.At("hollow.localhost", "/store/settings/team"));
        await Expect(operators.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" })).ToHaveCountAsync(0);

        await operators.GotoAsync(Server.At("hollow.localhost", "/store/products"));
        await operators.Locator("main a[href*='/store/products/0']").First.ClickAsync();
        var name = operators.GetByLabel("Name", new() { Exact = true }).First;
        var before = await name.InputValueAsync();
        var after = before + " (checked)";
        await name.FillAsync(after);
        await operators.GetByRole(AriaRole.Button, new() { NameRegex = new("^Save") }).First.ClickAsync();
        await Expect(operators.GetByRole(AriaRole.Heading, new() { Level = 1, Name = after })).ToBeVisibleAsync();

        await owner.GotoAsync(Server.At("hollow.localhost", "/store/audit"));
        var entry = owner.Locator("main").GetByText(after).First;
        await Expect(entry).ToBeVisibleAsync();
        await owner.Locator("main a[href*='/store/audit/0']").Filter(new() { HasText = before }).First.ClickAsync();
        await Expect(owner.Locator("main")).ToContainTextAsync("Ada");
        await Expect(owner.Locator("main")).ToContainTextAsync("On behalf of");

        await owner.GotoAsync(Server.At("hollow.localhost", "/store/settings/support"));
        await owner.GetByRole(AriaRole.Button, new() { Name = "End it now" }).ClickAsync();
        await EventuallyAsync(async () =>
        {
            await operators.GotoAsync(Server.At("hollow.localhost", "/store/orders"));
            return operators.Url.EndsWith("/support-ended", StringComparison.Ordinal);
        });
    }

    [Fact(Timeout = 240_000)]
    public async Task Without_consent_it_takes_a_written_reason_and_the_owner_is_told_at_once()
    {
        var operators = await AtSupportOfAsync("sumi");
        await operators.GetByRole(AriaRole.Link, new() { NameRegex = new("without consent") }).ClickAsync();
        await operators.GetByRole(AriaRole.Button, new() { Name = "Take access without consent" }).ClickAsync();
        await Expect(operators.GetByLabel("Why it can't wait")).ToHaveAttributeAsync("aria-invalid", "true");
        await operators.GetByLabel("Why it can't wait").FillAsync("Orders are charged twice this minute.");
        await operators.GetByRole(AriaRole.Button, new() { Name = "Take access without consent" }).ClickAsync();
        await EnterAsync(operators);
        await Expect(Banner(operators)).ToContainTextAsync("without consent");
        await WaitForMailAsync("owner@sumi.test", "Orders are charged twice this minute.");

        var owner = await OpenAsync(Server.At("sumi.localhost", "/store/settings/support"));
        await SignInAsync(owner, "owner@sumi.test");
        await Expect(owner.GetByText("Orders are charged twice this minute.").First).ToBeVisibleAsync();
        await Expect(owner.GetByText("Nobody of your store was asked")).ToBeVisibleAsync();

        // Whoever leaves is out, and comes in again with another ticket alone.
        await Banner(operators).GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await operators.GotoAsync(Server.At("sumi.localhost", "/store/orders"));
        await Expect(Banner(operators)).ToHaveCountAsync(0);
        await Expect(operators.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToHaveCountAsync(0);

        await operators.GotoAsync(Server.At("admin.localhost", "/audit"));
        await Expect(operators.Locator("main").GetByText("Support").First).ToBeVisibleAsync();
    }

    private static ILocator Banner(IPage page) => page.GetByRole(AriaRole.Complementary, new() { Name = "Support access" });

    private async Task<IPage> AtSupportOfAsync(string code)
    {
        var page = await OpenAsync(Server.At("admin.localhost", $"/stores?q={code}"), width: 1440, height: 900);
        await SignInAsync(page, "admin@orion.test");
        var store = await page.Locator("main a[href*='/stores/0']").First.GetAttributeAsync("href");
        await page.GotoAsync(Server.At("admin.localhost", store + "/support"));
        return page;
    }

    private static async Task EnterAsync(IPage operators)
    {
        await operators.ReloadAsync();
        await operators.GetByRole(AriaRole.Button, new() { Name = "Get a ticket to enter" }).ClickAsync();
        await operators.GetByRole(AriaRole.Link, new() { Name = "Go to the store" }).ClickAsync();
        await operators.GetByRole(AriaRole.Button, new() { NameRegex = new("^Enter as") }).ClickAsync();
        await Expect(Banner(operators)).ToBeVisibleAsync();
    }
}
