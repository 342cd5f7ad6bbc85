namespace Orion.E2E;

/// <summary>The merchant sends what was bought; the operator closes a shop and opens it again.</summary>
public sealed class WorkJourney(OrionServer server) : Journey(server)
{
    [Fact(Timeout = 240_000)]
    public async Task The_merchant_sends_the_order_and_the_shopper_sees_it()
    {
        var shopper = await OpenAsync(Server.At("kiln.localhost"));
        await Shopper.AddToCartAsync(shopper, Server.At("kiln.localhost", "/products/lull-vase"));
        await shopper.GotoAsync(Server.At("kiln.localhost", "/checkout"));
        await Shopper.FillInAsync(shopper, "greta@example.test", "US");
        var number = await Shopper.PlaceAsync(shopper);

        var merchant = await OpenAsync(Server.At("kiln.localhost", "/store/orders"), width: 1440, height: 900);
        await SignInAsync(merchant, "owner@kiln.test");
        await merchant.GetByRole(AriaRole.Link, new() { Name = number }).First.ClickAsync();
        await merchant.GetByLabel("Carrier").FillAsync("Harbour Post");
        await merchant.GetByLabel("Tracking number").FillAsync("HP-4711");
        await merchant.GetByRole(AriaRole.Button, new() { Name = "Mark as sent" }).ClickAsync();
        await Expect(merchant.GetByRole(AriaRole.Button, new() { Name = "Mark as sent" })).ToHaveCountAsync(0);

        await shopper.ReloadAsync();
        await Expect(shopper.GetByText("Sent with Harbour Post")).ToBeVisibleAsync();
        await Expect(shopper.GetByText("HP-4711")).ToBeVisibleAsync();
        await WaitForMailAsync(number);
    }

    [Fact(Timeout = 240_000)]
    public async Task The_operator_suspends_a_store_and_its_shop_says_so_until_it_is_reopened()
    {
        // A store of this test's own: the others sell meanwhile.
        var operators = await OpenAsync(Server.At("admin.localhost", "/stores/new"), width: 1440, height: 900);
        await SignInAsync(operators, "admin@orion.test");
        var code = "e2e" + Random.Shared.Next(10_000, 99_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await operators.GetByLabel("Name", new() { Exact = true }).First.FillAsync("Short Lived");
        await operators.GetByLabel("Code").FillAsync(code);
        await operators.GetByLabel("Currency").FillAsync("EUR");
        await operators.GetByLabel("E-mail address").FillAsync($"owner@{code}.test");
        await operators.GetByRole(AriaRole.Button, new() { Name = "Open the store" }).ClickAsync();
        await Expect(operators.GetByRole(AriaRole.Heading, new() { Level = 1, NameRegex = new("Short Lived") })).ToBeVisibleAsync();
        await operators.GotoAsync(Server.At("admin.localhost", $"/stores?q={code}"));
        await operators.GetByRole(AriaRole.Link, new() { Name = "Short Lived" }).First.ClickAsync();

        var shopper = await OpenAsync(Server.At($"{code}.localhost"));
        await Expect(shopper.GetByRole(AriaRole.Heading, new() { NameRegex = new("closed") })).ToHaveCountAsync(0);

        await operators.GetByLabel("Reason").FillAsync("Rent is overdue");
        await operators.GetByRole(AriaRole.Button, new() { Name = "Suspend Short Lived" }).ClickAsync();
        await Expect(operators.GetByRole(AriaRole.Button, new() { Name = "Reopen the shop" })).ToBeVisibleAsync();
        await EventuallyAsync(async () =>
        {
            await shopper.ReloadAsync();
            return await shopper.GetByRole(AriaRole.Heading, new() { NameRegex = new("closed") }).CountAsync() > 0;
        });

        await operators.GetByRole(AriaRole.Button, new() { Name = "Reopen the shop" }).ClickAsync();
        await EventuallyAsync(async () =>
        {
            await shopper.ReloadAsync();
            return await shopper.GetByRole(AriaRole.Heading, new() { NameRegex = new("closed") }).CountAsync() == 0;
        });
    }
}
